package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.History;
import com.ieltsaiprep.gateway.capsule.PlaintextCapsuleSeal;
import com.ieltsaiprep.gateway.conversation.port.ConversationHandle;
import com.ieltsaiprep.gateway.conversation.port.ConversationIdentity;
import com.ieltsaiprep.gateway.conversation.port.SonicListener;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.ContentType;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Stage;
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
    private int toolUses;
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

    ConversationTestBed start() {
        return send(new ClientMessage.Start("test"));
    }

    ConversationTestBed openStream() {
        listener().onConnecting(1, nowUs);
        listener().onOpen(nowUs);
        return this;
    }

    /** Starts the conversation and opens Maya's stream. */
    ConversationTestBed begin() {
        return start().openStream();
    }

    ConversationTestBed send(ClientMessage message) {
        conversation.onMessage(message, nowUs);
        return this;
    }

    ConversationTestBed disconnect() {
        conversation.onClientDisconnected(nowUs);
        return this;
    }

    SonicListener listener() {
        return sonic.newest().listener;
    }

    ConversationTestBed failStream() {
        return failStream(new StreamEnd.Transient("reset"));
    }

    ConversationTestBed failStream(StreamEnd end) {
        listener().onClosed(end, nowUs);
        return this;
    }

    ConversationTestBed emit(SonicOutput event) {
        return emit(sonic.streams.size() - 1, event);
    }

    /** Emits an event of any stream. */
    ConversationTestBed emit(int stream, SonicOutput event) {
        sonic.streams.get(stream).listener.onEvent(event, nowUs);
        return this;
    }

    /** Returns how much audio a stream was sent, ms. */
    int sentAudioMs(int stream) {
        return sonic.streams.get(stream).sentAudioBytes() / AudioFrame.UPLINK_BYTES_PER_MS;
    }

    /** Returns the last text that the newest stream was sent. */
    String newestPrompt() {
        return sonic.newest().sent(SonicInput.Text.class).getLast().content();
    }

    /** Returns whether that text makes Maya speak. */
    boolean promptsMaya() {
        return sonic.newest().sent(SonicInput.TextStart.class).getLast().interactive();
    }

    private ConversationTestBed text(Role role, Stage stage, String words) {
        return emit(new SonicOutput.TextStart("t", role, stage))
                .emit(new SonicOutput.Text("t", role, words))
                .emit(new SonicOutput.ContentEnd("t", ContentType.TEXT, StopReason.PARTIAL_TURN));
    }

    /** Transcribes words of the candidate. */
    ConversationTestBed answer(String words) {
        return text(Role.USER, Stage.FINAL, words);
    }

    /** Transcribes words of the candidate, on any stream and without their end. */
    ConversationTestBed transcribe(int stream, String words) {
        return emit(stream, new SonicOutput.TextStart("t", Role.USER, Stage.FINAL))
                .emit(stream, new SonicOutput.Text("t", Role.USER, words));
    }

    /** Transcribes words of Maya. */
    ConversationTestBed say(String words) {
        return text(Role.ASSISTANT, Stage.FINAL, words);
    }

    ConversationTestBed planReply(String words) {
        return text(Role.ASSISTANT, Stage.SPECULATIVE, words);
    }

    ConversationTestBed audio(int ms) {
        return emit(new SonicOutput.AudioStart("k")).moreAudio(ms);
    }

    ConversationTestBed moreAudio(int ms) {
        return emit(new SonicOutput.Audio("k", new byte[ms * AudioFrame.DOWNLINK_BYTES_PER_MS]));
    }

    ConversationTestBed end(ContentType type) {
        return emit(new SonicOutput.ContentEnd("k", type, StopReason.INTERRUPTED));
    }

    /** Ends the audio of a reply. */
    ConversationTestBed endReply() {
        return endReply(sonic.streams.size() - 1);
    }

    /** Ends the audio of a reply of any stream. */
    ConversationTestBed endReply(int stream) {
        return emit(
                stream, new SonicOutput.ContentEnd("k", ContentType.AUDIO, StopReason.END_TURN));
    }

    /** Emits a whole reply of Maya's. */
    ConversationTestBed reply(String words, int ms) {
        return planReply(words).audio(ms).endReply().say(words);
    }

    ConversationTestBed finishPart() {
        toolUses++;
        return emit(
                new SonicOutput.ToolUse("k", "finish_part", "use-" + toolUses, "{\"notes\":\"\"}"));
    }

    /** Reports how much of a reply the client has played. */
    ConversationTestBed reportPlayout(int epoch, int ms) {
        return send(new ClientMessage.Playout(epoch, ms, 0, 0));
    }

    ConversationTestBed advance(int ms) {
        for (int passed = 0; passed < ms; passed += TICK_MS) {
            nowUs += TICK_MS * 1_000L;
            conversation.tick(nowUs);
        }
        return this;
    }

    /** Sends the candidate's voice, in real time. */
    ConversationTestBed speak(int ms) {
        return capture(voice(), ms);
    }

    /** Sends silence of an open microphone, in real time. */
    ConversationTestBed silence(int ms) {
        return capture(new byte[TICK_MS * AudioFrame.UPLINK_BYTES_PER_MS], ms);
    }

    /** Returns a frame of voice. */
    static AudioFrame.Uplink voiceFrame(int sequence, long nowUs) {
        return new AudioFrame.Uplink(sequence, (int) (nowUs / 1000), voice());
    }

    private ConversationTestBed capture(byte[] pcm, int ms) {
        for (int spoken = 0; spoken < ms; spoken += TICK_MS) {
            conversation.onAudio(new AudioFrame.Uplink(sequence, (int) (nowUs / 1000), pcm), nowUs);
            sequence++;
            advance(TICK_MS);
        }
        return this;
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
