package com.ieltsaiprep.local.candidate;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/**
 * A gateway and a Maya in virtual time: she greets, answers each stretch of voice after a pause,
 * and stops when spoken over. Ticks a candidate every 5 ms.
 */
final class FakeGateway implements Candidate.Gateway, Candidate.Observer {
    static final long MS = 1000;

    /** When Maya is there, after the beginning. */
    static final long LIVE_US = 15 * MS;

    private static final int FRAME_MS = 100;
    private static final int ENDPOINT_MS = 1500;

    private record Event(long atUs, int order, Runnable action) {}

    final List<AudioFrame.Uplink> frames = new ArrayList<>();
    final List<ClientMessage> messages = new ArrayList<>();
    final List<ServerMessage.Caption> captions = new ArrayList<>();
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

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(
                    (a, b) ->
                            a.atUs != b.atUs
                                    ? Long.compare(a.atUs, b.atUs)
                                    : Integer.compare(a.order, b.order));
    private long nowUs = 1_000_000_000;
    private int order;
    private int epoch = 1;
    private int speaking;
    private int sequence;
    private int replies;
    private long voiceUs = -1;
    private long sentUntilUs;

    FakeGateway(Plan plan, Recording recording) {
        candidate = new Candidate("s1", plan, recording, this, this, nowUs);
        later(5, () -> candidate.received(new ServerMessage.Welcome(welcomes), nowUs));
        later(
                LIVE_US / MS,
                () ->
                        candidate.received(
                                new ServerMessage.Status(ServerMessage.StreamState.LIVE, 0, 0),
                                nowUs));
    }

    FakeGateway(Plan plan) {
        this(plan, Recording.NONE);
    }

    long nowUs() {
        return nowUs;
    }

    void later(long ms, Runnable action) {
        events.add(new Event(nowUs + ms * MS, order++, action));
    }

    /** Runs until the connection is closed, at most for ten minutes. */
    Outcome run() {
        later(300, this::reply);
        for (int ticks = 0; !candidate.isClosed() && ticks < 120_000; ticks++) {
            advance(5);
        }
        return candidate.outcome();
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
        later(
                Math.max(0, replyMs - 1000),
                () -> {
                    if (mine == speaking) {
                        candidate.received(new ServerMessage.ReplyEnd(mine, replyMs), nowUs);
                    }
                });
        sentUntilUs = nowUs + replyMs * MS;
    }

    void frame(int ofEpoch) {
        if (ofEpoch == speaking) {
            byte[] pcm = new byte[FRAME_MS * AudioFrame.DOWNLINK_BYTES_PER_MS];
            pcm[0] = 1;
            candidate.received(new AudioFrame.Downlink(ofEpoch, sequence++, pcm), nowUs);
        }
    }

    void skipASequence() {
        sequence++;
    }

    @Override
    public void audio(AudioFrame.Uplink frame) {
        frames.add(frame);
        if (frame.sequence() % 10 == 9) {
            later(5, () -> candidate.received(new ServerMessage.Ack(frame.sequence()), nowUs));
        }
        for (byte b : frame.pcm()) {
            if (b != 0) {
                heardVoice();
                return;
            }
        }
    }

    private void heardVoice() {
        voiceUs = nowUs;
        if (interruptible && nowUs < sentUntilUs) {
            sentUntilUs = 0;
            speaking = 0;
            int next = epoch;
            later(30, () -> candidate.received(new ServerMessage.Clear(next), nowUs));
        }
    }

    @Override
    public void send(ClientMessage message) {
        messages.add(message);
        if (message instanceof ClientMessage.End && saysGoodbye) {
            int last = frames.size() - 1;
            later(1, () -> candidate.received(new ServerMessage.Ack(last), nowUs));
            later(2, this::sayEnded);
            later(3, () -> candidate.closed(1000, nowUs));
        }
    }

    private void sayEnded() {
        candidate.received(new ServerMessage.Ended(ServerMessage.EndReason.CLIENT), nowUs);
    }

    @Override
    public void hangUp() {
        later(1, () -> candidate.closed(1006, nowUs));
    }

    @Override
    public void caption(ServerMessage.Caption caption) {
        captions.add(caption);
    }

    @Override
    public void status(ServerMessage.Status status) {}
}
