package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.History;
import com.ieltsaiprep.gateway.capsule.PlaintextCapsuleSeal;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.ContentType;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.StopReason;

/** One conversation with fakes on both sides, and the time, which a test lets pass. */
final class ConversationTestBed {
    static final ConversationIdentity IDENTITY = new ConversationIdentity("s", "u");
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

    /** On a node that opens the capsules of another. */
    ConversationTestBed(PlaintextCapsuleSeal seal) {
        this.seal = seal;
        this.conversations = new LocalConversations(SETTINGS, sonic, registry, seal, observer);
        this.conversation = conversations.open(IDENTITY, client, 0);
    }

    void start() {
        conversation.onMessage(new ClientMessage.Start("test"), nowUs);
    }

    void live() {
        listener().onConnecting(1, nowUs);
        listener().onOpen(nowUs);
    }

    /** The client has started and Maya's stream listens. */
    void begin() {
        start();
        live();
    }

    SonicListener listener() {
        return sonic.newest().listener;
    }

    void tell(SonicOutput event) {
        listener().onEvent(event, nowUs);
    }

    /** A stream other than the newest says something. */
    void tell(int stream, SonicOutput event) {
        sonic.streams.get(stream).listener.onEvent(event, nowUs);
    }

    /** How much audio a stream was given, ms. */
    int heardMs(int stream) {
        return sonic.streams.get(stream).sent(SonicInput.Audio.class).stream()
                        .mapToInt(audio -> audio.pcm().length)
                        .sum()
                / AudioFrame.UPLINK_BYTES_PER_MS;
    }

    void text(Role role, SonicOutput.Stage stage, String words) {
        tell(new SonicOutput.TextStart("t", role, stage));
        tell(new SonicOutput.Text("t", role, words));
        tell(new SonicOutput.ContentEnd("t", ContentType.TEXT, StopReason.PARTIAL_TURN));
    }

    void speculative(String words) {
        text(Role.ASSISTANT, SonicOutput.Stage.SPECULATIVE, words);
    }

    void audio(int ms) {
        tell(new SonicOutput.AudioStart("k"));
        tell(new SonicOutput.Audio("k", new byte[ms * AudioFrame.DOWNLINK_BYTES_PER_MS]));
    }

    void end(ContentType type) {
        end(type, StopReason.INTERRUPTED);
    }

    void end(ContentType type, StopReason reason) {
        tell(new SonicOutput.ContentEnd("k", type, reason));
    }

    /** Maya says something from beginning to end. */
    void reply(String words, int ms) {
        speculative(words);
        audio(ms);
        end(ContentType.AUDIO, StopReason.END_TURN);
        text(Role.ASSISTANT, SonicOutput.Stage.FINAL, words);
    }

    /** The listener reports what it has played of a reply. */
    void heard(int epoch, int ms) {
        conversation.onMessage(new ClientMessage.Playout(epoch, ms, 0, 0), nowUs);
    }

    void pass(int ms) {
        for (int passed = 0; passed < ms; passed += TICK_MS) {
            nowUs += TICK_MS * 1_000L;
            conversation.tick(nowUs);
        }
    }

    /** The candidate speaks, in real time. */
    void speak(int ms) {
        capture(voice(), ms);
    }

    /** The candidate is silent, and the microphone is open. */
    void silence(int ms) {
        capture(new byte[TICK_MS * AudioFrame.UPLINK_BYTES_PER_MS], ms);
    }

    /** A frame of voice. */
    static AudioFrame.Uplink voiceFrame(int sequence, long nowUs) {
        return new AudioFrame.Uplink(sequence, (int) (nowUs / 1000), voice());
    }

    private void capture(byte[] pcm, int ms) {
        for (int spoken = 0; spoken < ms; spoken += TICK_MS) {
            conversation.onAudio(new AudioFrame.Uplink(sequence, (int) (nowUs / 1000), pcm), nowUs);
            sequence++;
            pass(TICK_MS);
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
