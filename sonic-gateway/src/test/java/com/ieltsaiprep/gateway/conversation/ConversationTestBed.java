package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.History;
import com.ieltsaiprep.gateway.capsule.PlaintextCapsuleSeal;
import com.ieltsaiprep.gateway.conversation.port.ConversationHandle;
import com.ieltsaiprep.gateway.conversation.port.ConversationIdentity;
import com.ieltsaiprep.gateway.conversation.port.SonicListener;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.ContentType;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.StopReason;

import java.time.Instant;

/** Test bed of one conversation: fakes on both sides, and a clock that a test advances. */
final class ConversationTestBed {
    static final ConversationIdentity IDENTITY = new ConversationIdentity("s", "u", Instant.EPOCH);
    private static final int TICK_MS = 20;
    private static final ConversationSettings SETTINGS =
            new ConversationSettings("amy", RotationSchedule.DEFAULT, History.Limits.DEFAULT);

    final FakeClient client = new FakeClient();
    final FakeSonic sonic = new FakeSonic();
    final RecordingObserver observer = new RecordingObserver();
    final FakeOwnershipRegistry registry = new FakeOwnershipRegistry();
    final PlaintextCapsuleSeal seal;
    final LocalConversations conversations;
    final ConversationHandle conversation;
    long nowUs;
    private int sequence;

    ConversationTestBed() {
        this(new PlaintextCapsuleSeal());
    }

    /** Creates the test bed of a node that opens the capsules of another. */
    ConversationTestBed(PlaintextCapsuleSeal seal) {
        this.seal = seal;
        this.conversations = new LocalConversations(SETTINGS, sonic, registry, seal, observer);
        this.conversation = conversations.open(IDENTITY, client, 0);
    }

    void start() {
        conversation.onMessage(new ClientMessage.Start("test"), nowUs);
    }

    void openStream() {
        listener().onConnecting(1, nowUs);
        listener().onOpen(nowUs);
    }

    /** Starts the conversation and opens Maya's stream. */
    void begin() {
        start();
        openStream();
    }

    SonicListener listener() {
        return sonic.newest().listener;
    }

    void emit(SonicOutput event) {
        listener().onEvent(event, nowUs);
    }

    /** Emits an event of a stream other than the newest. */
    void emit(int stream, SonicOutput event) {
        sonic.streams.get(stream).listener.onEvent(event, nowUs);
    }

    /** Returns how much audio a stream was sent, ms. */
    int sentAudioMs(int stream) {
        return sonic.streams.get(stream).sent(SonicInput.Audio.class).stream()
                        .mapToInt(audio -> audio.pcm().length)
                        .sum()
                / AudioFrame.UPLINK_BYTES_PER_MS;
    }

    void text(Role role, SonicOutput.Stage stage, String words) {
        emit(new SonicOutput.TextStart("t", role, stage));
        emit(new SonicOutput.Text("t", role, words));
        emit(new SonicOutput.ContentEnd("t", ContentType.TEXT, StopReason.PARTIAL_TURN));
    }

    void planReply(String words) {
        text(Role.ASSISTANT, SonicOutput.Stage.SPECULATIVE, words);
    }

    void audio(int ms) {
        emit(new SonicOutput.AudioStart("k"));
        emit(new SonicOutput.Audio("k", new byte[ms * AudioFrame.DOWNLINK_BYTES_PER_MS]));
    }

    void end(ContentType type) {
        end(type, StopReason.INTERRUPTED);
    }

    void end(ContentType type, StopReason reason) {
        emit(new SonicOutput.ContentEnd("k", type, reason));
    }

    /** Emits a whole reply of Maya's. */
    void reply(String words, int ms) {
        planReply(words);
        audio(ms);
        end(ContentType.AUDIO, StopReason.END_TURN);
        text(Role.ASSISTANT, SonicOutput.Stage.FINAL, words);
    }

    /** Reports how much of a reply the client has played. */
    void reportPlayout(int epoch, int ms) {
        conversation.onMessage(new ClientMessage.Playout(epoch, ms, 0, 0), nowUs);
    }

    void advance(int ms) {
        for (int passed = 0; passed < ms; passed += TICK_MS) {
            nowUs += TICK_MS * 1_000L;
            conversation.tick(nowUs);
        }
    }

    /** Sends the candidate's voice, in real time. */
    void speak(int ms) {
        capture(voice(), ms);
    }

    /** Sends silence of an open microphone, in real time. */
    void silence(int ms) {
        capture(new byte[TICK_MS * AudioFrame.UPLINK_BYTES_PER_MS], ms);
    }

    /** Returns a frame of voice. */
    static AudioFrame.Uplink voiceFrame(int sequence, long nowUs) {
        return new AudioFrame.Uplink(sequence, (int) (nowUs / 1000), voice());
    }

    private void capture(byte[] pcm, int ms) {
        for (int spoken = 0; spoken < ms; spoken += TICK_MS) {
            conversation.onAudio(new AudioFrame.Uplink(sequence, (int) (nowUs / 1000), pcm), nowUs);
            sequence++;
            advance(TICK_MS);
        }
    }

    private static byte[] voice() {
        byte[] pcm = new byte[TICK_MS * AudioFrame.UPLINK_BYTES_PER_MS];
        for (int i = 0; i < pcm.length / 2; i++) {
            int sample = (int) (8_000 * Math.sin(i * 0.3));
            pcm[2 * i] = (byte) sample;
            pcm[2 * i + 1] = (byte) (sample >> 8);
        }
        return pcm;
    }
}
