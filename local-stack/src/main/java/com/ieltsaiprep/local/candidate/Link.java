package com.ieltsaiprep.local.candidate;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A candidate's way to the gateway over all connections: what is sent first on each, what is sent
 * again, and when another is needed. One thread; times in µs.
 */
final class Link {
    /** A close frame without a code, which the gateway does not send, but who is between may. */
    private static final int NO_CODE = 1005;

    /** A connection that ended without a close frame. */
    static final int CONNECTION_LOST = 1006;

    private static final String CLIENT = "ielts-speak";
    private static final int RESUMABLE_FROM = 4000;
    private static final int RESUMABLE_TO = 4199;

    private final Candidate.Gateway gateway;
    private final ConversationObserver observer;
    private final Microphone microphone;
    private final Line line;
    private final Uplinked up;
    private final Downlinked down = new Downlinked();
    private final Handover handover = new Handover();
    private final Resumptions resumptions = new Resumptions();

    Link(
            Candidate.Gateway gateway,
            ConversationObserver observer,
            Microphone microphone,
            RandomGenerator random) {
        this.gateway = gateway;
        this.observer = observer;
        this.microphone = microphone;
        this.up = new Uplinked(microphone);
        this.line = new Line(random);
    }

    /** Whether a client may reconnect after this close code. */
    static boolean isResumable(int code) {
        return code == NO_CODE
                || code == CONNECTION_LOST
                || code == CloseCode.GOING_AWAY.code()
                || code == CloseCode.INTERNAL_ERROR.code()
                || (code >= RESUMABLE_FROM && code <= RESUMABLE_TO);
    }

    boolean isOpen() {
        return line.isOpen();
    }

    /** Whether there is nothing yet to go on from. */
    boolean begins() {
        return handover.capsule() == null;
    }

    /** The connection is open: asks to go on, or to begin. */
    void opened(Listener.Received received, long nowUs) {
        line.opened(nowUs);
        down.connected();
        String capsule = handover.capsule();
        if (capsule == null) {
            handover.startAgain();
            up.startAgain();
            gateway.send(new ClientMessage.Start(CLIENT));
            return;
        }
        gateway.send(
                new ClientMessage.Resume(
                        capsule,
                        up.firstSequence(),
                        received.epoch(),
                        received.ms(),
                        handover.captions(),
                        handover.wordsLost(),
                        handover.replyLost(),
                        CLIENT));
        up.replay(gateway::audio);
    }

    /** Takes what concerns the way rather than the conversation. */
    void received(ServerMessage message, long nowUs) {
        line.heard(nowUs);
        switch (message) {
            case ServerMessage.Ack ack -> {
                if (up.ack(ack, nowUs)) {
                    handover.voiceAcknowledged();
                }
            }
            case ServerMessage.Lost lost -> up.lost(lost);
            case ServerMessage.Capsule capsule -> {
                handover.capsule(capsule);
                gateway.send(new ClientMessage.CapsuleStored(capsule.counter()));
            }
            case ServerMessage.Ping ping -> gateway.send(new ClientMessage.Pong(ping.id()));
            case ServerMessage.Status status -> status(status, nowUs);
            case ServerMessage.Resumed(var reattached) -> {
                handover.resumed(reattached);
                joined(reattached ? Resumption.Kind.REATTACHED : Resumption.Kind.TAKEN_OVER, nowUs);
            }
            case ServerMessage.Caption caption -> handover.caption(caption);
            case ServerMessage.Clear clear -> handover.clear(clear.epoch());
            case ServerMessage.ReplyEnd end -> handover.replyEnd(end.epoch());
            case ServerMessage.Welcome _,
                    ServerMessage.Connection _,
                    ServerMessage.ProtocolError _,
                    ServerMessage.Ended _ -> {}
        }
    }

    /** Audio of Maya's came. */
    void received(AudioFrame.Downlink frame, long nowUs) {
        line.heard(nowUs);
        down.frame(frame);
        handover.audio(frame.epoch());
        resumptions.audio(nowUs);
    }

    /** Sends what the microphone has captured, or keeps it until there is a connection. */
    void capture(long nowUs) {
        microphone.captureUntil(
                nowUs,
                captured ->
                        up.captured(captured).filter(_ -> line.isOpen()).ifPresent(gateway::audio));
    }

    /** Sends a message, or forgets it while there is no connection. */
    void send(ClientMessage message) {
        if (line.isOpen()) {
            gateway.send(message);
        }
    }

    /** Frames that the gateway is not done with. */
    int unacked() {
        return up.unacked();
    }

    /** The connection is lost, or could not be opened. */
    void lost(int closeCode, long nowUs) {
        if (resumptions.lost(nowUs, closeCode, handover.turnLost())) {
            observer.lost();
        }
        line.lost(nowUs);
    }

    /**
     * Does what is due.
     *
     * @param sending whether the microphone's frames are sent, if there is a connection
     * @return false once it is hopeless
     */
    boolean tick(boolean sending, long nowUs) {
        switch (line.step(nowUs, sending && !up.awaitsLive())) {
            case NOTHING -> {}
            case CONNECT -> gateway.connect();
            case DROP -> {
                gateway.drop();
                lost(CONNECTION_LOST, nowUs);
            }
            case GIVE_UP -> {
                return false;
            }
        }
        return true;
    }

    Uplinked up() {
        return up;
    }

    Downlinked down() {
        return down;
    }

    Resumptions resumptions() {
        return resumptions;
    }

    private void status(ServerMessage.Status status, long nowUs) {
        if (status.state() == ServerMessage.StreamState.LIVE && up.awaitsLive()) {
            up.live();
            joined(Resumption.Kind.BEGUN_AGAIN, nowUs);
        }
    }

    private void joined(Resumption.Kind kind, long nowUs) {
        if (resumptions.resumed(kind, line.tries(), nowUs)) {
            observer.resumed(kind);
        }
        line.joined();
    }

    void describe(List<String> problems) {
        up.describe(problems, resumptions.all());
        down.describe(problems);
        resumptions.describe(problems);
    }
}
