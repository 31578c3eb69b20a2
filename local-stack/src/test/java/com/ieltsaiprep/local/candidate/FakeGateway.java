package com.ieltsaiprep.local.candidate;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * A gateway and a Maya in virtual time: she greets, answers each stretch of voice after a pause,
 * and stops when spoken over. Her connection can be cut; she then goes on where the candidate says
 * it was, or as if she had never heard of the conversation. Ticks a candidate every 5 ms.
 */
final class FakeGateway implements Candidate.Transport, CandidateObserver {
    static final long MS = 1000;

    /** When Maya is there, after the beginning. */
    static final long LIVE_US = 15 * MS;

    private static final int FRAME_MS = 100;
    private static final int ENDPOINT_MS = 1500;
    private static final int CONNECT_MS = 10;

    private record Event(long atUs, int order, Runnable action) {}

    /** Every frame that reached her, on any connection. */
    final List<AudioFrame.Uplink> frames = new ArrayList<>();

    final List<ClientMessage> messages = new ArrayList<>();
    final List<ServerMessage.Caption> captions = new ArrayList<>();

    /** How often the candidate said that the connection was lost. */
    int losses;

    /** When a connection was asked for. */
    final List<Long> connectsUs = new ArrayList<>();

    final Candidate candidate;

    /** How long each reply of Maya's is. */
    int replyMs = 2000;

    /** Which of her replies, from 0, she never gives. */
    int silentFrom = Integer.MAX_VALUE;

    /** Whether she can be interrupted. */
    boolean interruptible = true;

    /** Whom she welcomes. */
    String welcomes = "s1";

    /** Whether {@code end} is answered. */
    boolean saysGoodbye = true;

    /** Whether a capsule follows each reply. */
    boolean givesCapsules = true;

    /** Whether she still has the conversation when the candidate comes back. */
    boolean reattaches = true;

    /** How many attempts to connect fail from now on. */
    int refusals;

    /** Whether attempts to connect, and open connections, are left without an answer. */
    boolean frozen;

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(
                    (a, b) ->
                            a.atUs != b.atUs
                                    ? Long.compare(a.atUs, b.atUs)
                                    : Integer.compare(a.order, b.order));
    private final List<ServerMessage> missed = new ArrayList<>();
    private final List<Integer> missedFrames = new ArrayList<>();
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

    void later(long ms, Runnable action) {
        events.add(new Event(nowUs + ms * MS, order++, action));
    }

    /** Runs until the connection is closed, at most for ten minutes. */
    ConversationResult run() {
        later(300, this::reply);
        return runOn();
    }

    ConversationResult runOn() {
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
            later(200, this::reply);
        }
    }

    /** The connection ends. */
    void cut(int code) {
        connected = false;
        connection++;
        candidate.onClosed(code, nowUs);
    }

    /** Sends something, or keeps it until the candidate is back. */
    void tell(ServerMessage message) {
        if (connected && !frozen) {
            candidate.onMessage(message, nowUs);
        } else {
            missed.add(message);
        }
    }

    /** A whole reply: the first second at once, the rest in real time. */
    void reply() {
        if (replies++ >= silentFrom) {
            return;
        }
        int mine = epoch++;
        speaking = mine;
        for (int ms = 0; ms < replyMs; ms += FRAME_MS) {
            later(Math.max(0, ms - 1000), () -> frame(mine));
        }
        later(Math.max(0, replyMs - 1000), () -> replied(mine));
        sentUntilUs = nowUs + replyMs * MS;
    }

    private void replied(int mine) {
        if (mine == speaking) {
            tell(new ServerMessage.ReplyEnd(mine, replyMs));
            if (givesCapsules) {
                counter++;
                tell(new ServerMessage.Capsule(counter, "capsule-" + counter));
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
            missedFrames.add(ofEpoch);
        }
    }

    void skipASequence() {
        sequence++;
    }

    @Override
    public void connect() {
        connectsUs.add(nowUs);
        int mine = ++connection;
        if (refusals > 0) {
            refusals--;
            later(CONNECT_MS, () -> candidate.onClosed(1006, nowUs));
        } else if (!frozen) {
            later(
                    CONNECT_MS,
                    () -> {
                        if (mine == connection) {
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
            later(5, () -> tellNow(new ServerMessage.Ack(frame.sequence())));
        }
        for (byte b : frame.pcm()) {
            if (b != 0) {
                heardVoice();
                return;
            }
        }
    }

    private void tellNow(ServerMessage message) {
        if (connected && !frozen) {
            candidate.onMessage(message, nowUs);
        }
    }

    private void heardVoice() {
        voiceUs = nowUs;
        if (interruptible && nowUs < sentUntilUs) {
            sentUntilUs = 0;
            speaking = 0;
            int next = epoch;
            later(30, () -> tell(new ServerMessage.Clear(next)));
        }
    }

    @Override
    public void send(ClientMessage message) {
        messages.add(message);
        switch (message) {
            case ClientMessage.Start _ -> started();
            case ClientMessage.Resume _ -> later(5, this::goOn);
            case ClientMessage.End _ -> end();
            default -> {}
        }
    }

    private void started() {
        boolean again = epoch > 1 || connection > 0;
        epoch = 1;
        speaking = 0;
        missed.clear();
        missedFrames.clear();
        later(5, () -> tell(new ServerMessage.Welcome(welcomes)));
        later(
                LIVE_US / MS,
                () -> tell(new ServerMessage.Status(ServerMessage.StreamState.LIVE, 0, 0)));
        if (again) {
            later(300, this::reply);
        }
    }

    private void goOn() {
        candidate.onMessage(new ServerMessage.Welcome(welcomes), nowUs);
        candidate.onMessage(new ServerMessage.Resumed(reattaches), nowUs);
        if (reattaches) {
            missedFrames.forEach(this::frame);
            missed.forEach(this::tell);
        } else {
            speaking = 0;
            tell(new ServerMessage.Clear(epoch));
            later(200, this::reply);
        }
        missedFrames.clear();
        missed.clear();
    }

    private void end() {
        if (saysGoodbye && connected && !frozen) {
            int last = frames.isEmpty() ? 0 : frames.getLast().sequence();
            later(1, () -> tell(new ServerMessage.Ack(last)));
            later(2, () -> tell(new ServerMessage.Ended(ServerMessage.EndReason.CLIENT)));
            later(3, () -> candidate.onClosed(1000, nowUs));
        }
    }

    @Override
    public void onConnectionLost() {
        losses++;
    }

    @Override
    public void onCaption(ServerMessage.Caption caption) {
        captions.add(caption);
    }
}
