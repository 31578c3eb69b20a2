package com.ieltsaiprep.local.client;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Fake gateway and Maya in virtual time: she greets, answers each stretch of voice after a pause,
 * and stops when interrupted. The connection can be closed; a resumed conversation continues where
 * the candidate says, or is taken over as if from its capsule. Ticks a candidate every 5 ms.
 */
final class FakeGateway implements ProtocolClient.Transport, CandidateObserver {
    static final long MS = 1000;

    /** Time from the start until Maya's stream is live. */
    static final long LIVE_US = 15 * MS;

    private static final int FRAME_MS = 100;
    private static final int ENDPOINT_MS = 1500;
    private static final int CONNECT_MS = 10;

    private record Event(long atUs, int order, Runnable action) {}

    /** Frames received on all connections. */
    final List<AudioFrame.Uplink> frames = new ArrayList<>();

    final List<ClientMessage> messages = new ArrayList<>();
    final List<ServerMessage.Caption> captions = new ArrayList<>();

    /** Number of losses that the candidate reported to its observer. */
    int connectionLosses;

    /** Times at which the candidate asked for a connection. */
    final List<Long> connectTimesUs = new ArrayList<>();

    final Candidate candidate;

    /** Length of each of Maya's replies. */
    int replyMs = 2000;

    /** First of Maya's replies, from 0, that she does not give. */
    int firstUnansweredReply = Integer.MAX_VALUE;

    /** Allows interruptions. */
    boolean interruptible = true;

    /** Session id in the {@code welcome}. */
    String welcomedSession = "s1";

    /** Answers {@code end} with {@code ended}. */
    boolean answersEnd = true;

    /** Sends a capsule after each reply. */
    boolean sendsCapsules = true;

    /** Resumes by reattaching rather than by a takeover. */
    boolean reattaches = true;

    /** Number of connection attempts yet to fail. */
    int failingAttempts;

    /** Leaves open connections, and attempts at one, without an answer. */
    boolean frozen;

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(
                    (a, b) ->
                            a.atUs != b.atUs
                                    ? Long.compare(a.atUs, b.atUs)
                                    : Integer.compare(a.order, b.order));
    private final List<ServerMessage> deferred = new ArrayList<>();
    private final List<Integer> deferredFrames = new ArrayList<>();
    private long nowUs = 1_000_000_000;
    private int order;
    private int connection;
    private boolean connected = true;
    private int epoch = 1;
    private int speaking;
    private int sequence;
    private int replies;
    private long counter;
    private long voiceUs = -1;
    private long sentUntilUs;

    FakeGateway(SpeakingPlan plan, AudioSink sink) {
        candidate =
                new Candidate(
                        new Candidate.Parameters("s1", plan, sink, new Random(1)),
                        this,
                        this,
                        nowUs);
    }

    FakeGateway(SpeakingPlan plan) {
        this(plan, AudioSink.NONE);
    }

    long nowUs() {
        return nowUs;
    }

    void schedule(long ms, Runnable action) {
        events.add(new Event(nowUs + ms * MS, order++, action));
    }

    /** Runs until the connection is closed, at most for ten minutes. */
    ConversationResult run() {
        schedule(300, this::reply);
        return runUntilClosed();
    }

    ConversationResult runUntilClosed() {
        for (int ticks = 0; !candidate.isClosed() && ticks < 120_000; ticks++) {
            advance(5);
        }
        return candidate.result();
    }

    void advance(long ms) {
        long until = nowUs + ms * MS;
        while (!events.isEmpty() && events.peek().atUs <= until) {
            Event event = events.remove();
            nowUs = event.atUs;
            event.action.run();
        }
        nowUs = until;
        candidate.tick(nowUs);
        if (voiceUs >= 0 && nowUs - voiceUs > ENDPOINT_MS * MS) {
            voiceUs = -1;
            schedule(200, this::reply);
        }
    }

    /** Closes the connection with this code. */
    void close(int code) {
        connected = false;
        connection++;
        candidate.onClosed(code, nowUs);
    }

    /** Sends a message now, or after the candidate has reconnected. */
    void sendOrDefer(ServerMessage message) {
        if (connected && !frozen) {
            candidate.onMessage(message, nowUs);
        } else {
            deferred.add(message);
        }
    }

    /** Sends a whole reply: the first second at once, the rest in real time. */
    void reply() {
        if (replies++ >= firstUnansweredReply) {
            return;
        }
        int ownEpoch = epoch++;
        speaking = ownEpoch;
        for (int ms = 0; ms < replyMs; ms += FRAME_MS) {
            schedule(Math.max(0, ms - 1000), () -> frame(ownEpoch));
        }
        schedule(Math.max(0, replyMs - 1000), () -> endReply(ownEpoch));
        sentUntilUs = nowUs + replyMs * MS;
    }

    private void endReply(int ownEpoch) {
        if (ownEpoch == speaking) {
            sendOrDefer(new ServerMessage.ReplyEnd(ownEpoch, replyMs));
            if (sendsCapsules) {
                counter++;
                sendOrDefer(new ServerMessage.Capsule(counter, "capsule-" + counter));
            }
        }
    }

    void frame(int ofEpoch) {
        if (ofEpoch != speaking) {
            return;
        }
        if (connected && !frozen) {
            byte[] pcm = new byte[FRAME_MS * AudioFrame.DOWNLINK_BYTES_PER_MS];
            pcm[0] = 1;
            candidate.onAudio(new AudioFrame.Downlink(ofEpoch, sequence++, pcm), nowUs);
        } else {
            deferredFrames.add(ofEpoch);
        }
    }

    void skipSequence() {
        sequence++;
    }

    @Override
    public void connect() {
        connectTimesUs.add(nowUs);
        int attempt = ++connection;
        if (failingAttempts > 0) {
            failingAttempts--;
            schedule(CONNECT_MS, () -> candidate.onClosed(1006, nowUs));
        } else if (!frozen) {
            schedule(
                    CONNECT_MS,
                    () -> {
                        if (attempt == connection) {
                            connected = true;
                            sequence = 0;
                            candidate.onOpened(nowUs);
                        }
                    });
        }
    }

    @Override
    public void drop() {
        connected = false;
        connection++;
    }

    @Override
    public void sendAudio(AudioFrame.Uplink frame) {
        frames.add(frame);
        if (frame.sequence() % 10 == 9) {
            schedule(5, () -> sendIfConnected(new ServerMessage.Ack(frame.sequence())));
        }
        for (byte b : frame.pcm()) {
            if (b != 0) {
                onVoice();
                return;
            }
        }
    }

    private void sendIfConnected(ServerMessage message) {
        if (connected && !frozen) {
            candidate.onMessage(message, nowUs);
        }
    }

    private void onVoice() {
        voiceUs = nowUs;
        if (interruptible && nowUs < sentUntilUs) {
            sentUntilUs = 0;
            speaking = 0;
            int next = epoch;
            schedule(30, () -> sendOrDefer(new ServerMessage.Clear(next)));
        }
    }

    @Override
    public void send(ClientMessage message) {
        messages.add(message);
        switch (message) {
            case ClientMessage.Start _ -> started();
            case ClientMessage.Resume _ -> schedule(5, this::resume);
            case ClientMessage.End _ -> end();
            default -> {}
        }
    }

    private void started() {
        boolean again = epoch > 1 || connection > 0;
        epoch = 1;
        speaking = 0;
        deferred.clear();
        deferredFrames.clear();
        schedule(5, () -> sendOrDefer(new ServerMessage.Welcome(welcomedSession)));
        schedule(
                LIVE_US / MS,
                () -> sendOrDefer(new ServerMessage.Status(ServerMessage.StreamState.LIVE, 0, 0)));
        if (again) {
            schedule(300, this::reply);
        }
    }

    private void resume() {
        candidate.onMessage(new ServerMessage.Welcome(welcomedSession), nowUs);
        candidate.onMessage(new ServerMessage.Resumed(reattaches), nowUs);
        if (reattaches) {
            deferredFrames.forEach(this::frame);
            deferred.forEach(this::sendOrDefer);
        } else {
            speaking = 0;
            sendOrDefer(new ServerMessage.Clear(epoch));
            schedule(200, this::reply);
        }
        deferredFrames.clear();
        deferred.clear();
    }

    private void end() {
        if (answersEnd && connected && !frozen) {
            int last = frames.isEmpty() ? 0 : frames.getLast().sequence();
            schedule(1, () -> sendOrDefer(new ServerMessage.Ack(last)));
            schedule(2, () -> sendOrDefer(new ServerMessage.Ended(ServerMessage.EndReason.CLIENT)));
            schedule(3, () -> candidate.onClosed(1000, nowUs));
        }
    }

    @Override
    public void onConnectionLost() {
        connectionLosses++;
    }

    @Override
    public void onCaption(ServerMessage.Caption caption) {
        captions.add(caption);
    }
}
