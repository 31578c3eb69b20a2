package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ErrorCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage.ProtocolError;

import java.util.Optional;

/**
 * Protocol rules of one connection: order of messages and rate limits, as in docs/protocol.md. Not
 * thread-safe.
 */
final class ProtocolRules {
    private static final double FRAMES_PER_SECOND = 75;
    private static final double FRAMES_BURST = 600;
    private static final double CONTROL_PER_SECOND = 20;
    private static final double CONTROL_BURST = 60;
    private static final int MAX_UNKNOWN_TYPES = 20;

    /** Result of reading a binary message. */
    sealed interface Audio {}

    /** Valid frame of microphone audio, the next in order. */
    record Accepted(AudioFrame.Uplink frame) implements Audio {}

    /** Violation of the protocol. */
    record Violation(ProtocolError error) implements Audio {}

    private final TokenBucket frames;
    private final TokenBucket control;
    private boolean started;
    private int nextSequence;
    private int unknownTypes;

    ProtocolRules(long nowUs) {
        this.frames = new TokenBucket(FRAMES_PER_SECOND, FRAMES_BURST, nowUs);
        this.control = new TokenBucket(CONTROL_PER_SECOND, CONTROL_BURST, nowUs);
    }

    /** Returns the close code that follows an error. */
    static CloseCode closeCode(ErrorCode error) {
        return switch (error) {
            case TOO_FAST -> CloseCode.TOO_FAST;
            case UNKNOWN_TYPE,
                    MALFORMED_JSON,
                    INVALID_FIELD,
                    NOT_STARTED,
                    ALREADY_STARTED,
                    BAD_AUDIO_FRAME,
                    AUDIO_OUT_OF_ORDER ->
                    CloseCode.BAD_MESSAGE;
            case CAPSULE_ALTERED,
                    CAPSULE_UNKNOWN_KEY,
                    CAPSULE_EXPIRED,
                    CAPSULE_OF_ANOTHER_USER,
                    CAPSULE_OF_ANOTHER_SESSION,
                    CAPSULE_SUPERSEDED ->
                    CloseCode.CAPSULE_REFUSED;
        };
    }

    /** Returns whether {@code start} or {@code resume} was received. */
    boolean isStarted() {
        return started;
    }

    /** Counts a control message; false if it exceeds the rate limit. */
    boolean tryReceiveControl(long nowUs) {
        return control.tryTake(nowUs);
    }

    /** Counts a message of unknown type; false if it exceeds the limit. */
    boolean toleratesUnknownType() {
        unknownTypes++;
        return unknownTypes <= MAX_UNKNOWN_TYPES;
    }

    /** Returns the error of a control message that is out of order. */
    Optional<ProtocolError> checkOrder(ClientMessage message) {
        boolean isStart =
                message instanceof ClientMessage.Start || message instanceof ClientMessage.Resume;
        if (isStart && started) {
            return Optional.of(
                    new ProtocolError(
                            ErrorCode.ALREADY_STARTED, "start or resume is sent once only"));
        }
        if (!isStart && !started) {
            return Optional.of(notStarted());
        }
        if (message instanceof ClientMessage.Resume resume) {
            nextSequence = resume.sequence();
        }
        started = true;
        return Optional.empty();
    }

    /** Reads a binary message and checks its order and the rate limit. */
    Audio readAudio(byte[] message, long nowUs) {
        if (!frames.tryTake(nowUs)) {
            return new Violation(tooFast());
        }
        if (!started) {
            return new Violation(notStarted());
        }
        return AudioFrame.readUplink(message).<Audio>map(this::inOrder).orElseGet(this::notAudio);
    }

    /** Returns the error of a client that exceeds the rate limit. */
    ProtocolError tooFast() {
        return new ProtocolError(
                ErrorCode.TOO_FAST,
                "at most %.0f audio frames a second (%.0f at once) and %.0f control messages (%.0f)"
                        .formatted(
                                FRAMES_PER_SECOND,
                                FRAMES_BURST,
                                CONTROL_PER_SECOND,
                                CONTROL_BURST));
    }

    private Audio inOrder(AudioFrame.Uplink frame) {
        if (frame.sequence() != nextSequence) {
            return new Violation(
                    new ProtocolError(
                            ErrorCode.AUDIO_OUT_OF_ORDER,
                            "the sequence must be %s, but is %s"
                                    .formatted(
                                            Integer.toUnsignedString(nextSequence),
                                            Integer.toUnsignedString(frame.sequence()))));
        }
        nextSequence++;
        return new Accepted(frame);
    }

    private Violation notAudio() {
        return new Violation(
                new ProtocolError(
                        ErrorCode.BAD_AUDIO_FRAME,
                        "an audio frame is %d bytes of header, the first of them 1, and then"
                                        .formatted(AudioFrame.HEADER_BYTES)
                                + " 640 to 1280 bytes of PCM16 at 16 kHz"));
    }

    private static ProtocolError notStarted() {
        return new ProtocolError(ErrorCode.NOT_STARTED, "send start or resume first");
    }
}
