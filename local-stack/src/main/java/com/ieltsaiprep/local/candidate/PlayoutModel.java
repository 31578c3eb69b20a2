package com.ieltsaiprep.local.candidate;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A player with a sound card that exists only in time: it takes exactly 24 samples a ms from the
 * queue once enough is in it, and silence otherwise. It knows what was heard and when, to the
 * sample, however seldom it is asked to {@link #render}.
 */
final class PlayoutModel {
    /** Audio held at most, ms; what comes on top is dropped and counted. */
    static final int MAX_QUEUED_MS = 60_000;

    private record Chunk(Reply reply, byte[] pcm) {}

    private final long openedUs;
    private final AudioSink sink;
    private final StartThreshold threshold = new StartThreshold();
    private final ArrayDeque<Chunk> queue = new ArrayDeque<>();
    private final List<Reply> replies = new ArrayList<>();
    private int headOffset;
    private long queuedBytes;
    private long renderedSamples;
    private @Nullable Reply current;
    private boolean playing;

    /** Whether the current reply ran dry before its end was told. */
    private boolean starving;

    private int underruns;
    private int oldestEpoch;
    private int overflows;

    /** Replies of the same conversation before it had to begin anew. */
    private int repliesBeforeReset;

    PlayoutModel(long openedUs, AudioSink sink) {
        this.openedUs = openedUs;
        this.sink = sink;
    }

    /** Takes a frame that arrived now; one of a void epoch is forgotten. */
    void receive(AudioFrame.Downlink frame, long nowUs) {
        render(nowUs);
        if (frame.epoch() < oldestEpoch) {
            return;
        }
        Reply reply = newestReply().filter(r -> r.epoch == frame.epoch()).orElse(null);
        if (reply == null) {
            reply = new Reply(frame.epoch(), nowUs);
            replies.add(reply);
        }
        reply.lastFrameUs = nowUs;
        if (bufferedMs() >= MAX_QUEUED_MS) {
            overflows++;
            return;
        }
        reply.receivedBytes += frame.pcm().length;
        queue.add(new Chunk(reply, frame.pcm()));
        queuedBytes += frame.pcm().length;
        startIfEnough(nowUs);
    }

    /** The gateway has sent the last audio of a reply: its tail plays, however short. */
    void onReplyEnd(int epoch, long audioMs, long nowUs) {
        render(nowUs);
        for (Reply reply : replies) {
            if (reply.epoch == epoch && reply.state == Reply.State.OPEN) {
                reply.announce(audioMs);
                if (reply.playedBytes == reply.receivedBytes) {
                    finish(reply);
                }
            }
        }
        startIfEnough(nowUs);
    }

    /**
     * Falls silent at once.
     *
     * @return whether a voice was cut off
     */
    boolean clear(int epoch, long nowUs) {
        render(nowUs);
        oldestEpoch = Math.max(oldestEpoch, epoch);
        boolean cut = playing && current != null && current.epoch < oldestEpoch;
        queue.removeIf(chunk -> chunk.reply.epoch < oldestEpoch);
        queuedBytes = queue.stream().mapToLong(chunk -> chunk.pcm.length).sum();
        for (Reply reply : replies) {
            if (reply.epoch < oldestEpoch && reply.state == Reply.State.OPEN) {
                reply.state = Reply.State.CLEARED;
            }
        }
        if (current != null && current.epoch < oldestEpoch) {
            stop();
        }
        startIfEnough(nowUs);
        return cut;
    }

    /** Plays until now. */
    void render(long nowUs) {
        long due = (nowUs - openedUs) * AudioFrame.DOWNLINK_HZ / 1_000_000 - renderedSamples;
        while (due > 0) {
            Chunk head = queue.peek();
            if (!playing || current == null) {
                sink.silence(due);
                renderedSamples += due;
                return;
            }
            if (head == null || head.reply != current) {
                onQueueEmpty(current, head != null);
                continue;
            }
            due -= play(head, due);
        }
    }

    /** Another connection is open: what is counted for each begins anew. */
    void onConnected() {
        underruns = 0;
    }

    /** The conversation begins anew: nothing more comes of it, and replies are counted from 1. */
    void reset(long nowUs) {
        clear(Integer.MAX_VALUE, nowUs);
        oldestEpoch = 0;
        repliesBeforeReset = replies.size();
    }

    /**
     * How far Maya's audio has come.
     *
     * @param epoch the newest reply that is known of; 0 if none
     * @param ms of its audio
     */
    record ReceivedPosition(int epoch, long ms) {}

    /** How far Maya's audio has come. */
    ReceivedPosition receivedPosition() {
        ReceivedPosition none = new ReceivedPosition(oldestEpoch, 0);
        return newestReply()
                .filter(reply -> reply.epoch >= oldestEpoch)
                .map(reply -> new ReceivedPosition(reply.epoch, reply.receivedMs()))
                .orElse(none);
    }

    /** What to tell the gateway while audio is queued or playing. */
    ClientMessage.Playout playoutReport() {
        Chunk head = queue.peek();
        Reply reply = playing || head == null ? current : head.reply;
        int epoch = reply == null ? oldestEpoch : reply.epoch;
        long playedMs = reply == null ? 0 : reply.playedMs();
        return new ClientMessage.Playout(epoch, playedMs, bufferedMs(), underruns);
    }

    /** Whether Maya is heard. */
    boolean isPlaying() {
        return playing;
    }

    /** Whether audio is queued or playing. */
    boolean isActive() {
        return playing || !queue.isEmpty();
    }

    Optional<Reply> newestReply() {
        return replies.size() == repliesBeforeReset
                ? Optional.empty()
                : Optional.of(replies.getLast());
    }

    /** Every reply of which audio came, in order. */
    List<Reply> replies() {
        return replies;
    }

    /** Adds what was wrong with what was heard. */
    void addProblems(List<String> problems) {
        if (replies.stream().noneMatch(reply -> reply.firstSampleUs().isPresent())) {
            problems.add("no greeting was heard");
        }
        for (Reply reply : replies) {
            reply.addProblems(problems);
        }
        if (overflows > 0) {
            problems.add("%d frames came too far ahead to be kept".formatted(overflows));
        }
    }

    private long play(Chunk head, long atMostSamples) {
        int bytes = (int) Math.min(atMostSamples * 2, head.pcm.length - headOffset);
        sink.play(head.pcm, headOffset, bytes);
        head.reply.playedBytes += bytes;
        headOffset += bytes;
        renderedSamples += bytes / 2;
        if (headOffset == head.pcm.length) {
            queue.remove();
            queuedBytes -= head.pcm.length;
            headOffset = 0;
        }
        return bytes / 2;
    }

    /** The sound card asked for a sample of this reply that is not there. */
    private void onQueueEmpty(Reply reply, boolean nextIsHere) {
        playing = false;
        if (reply.isAnnounced() || nextIsHere) {
            finish(reply);
            startIfEnough(renderedUs());
        } else {
            reply.starvedUs = renderedUs();
            starving = true;
            threshold.onUnderrun();
        }
    }

    private void finish(Reply reply) {
        reply.state = Reply.State.PLAYED;
        if (starving && reply == current) {
            starving = false;
            threshold.revertUnderrun();
        }
        if (reply.gaps == 0) {
            threshold.onCleanReply();
        }
    }

    private void startIfEnough(long nowUs) {
        Chunk head = queue.peek();
        if (playing || head == null) {
            return;
        }
        Reply reply = head.reply;
        boolean followed = queue.getLast().reply != reply;
        if (reply.receivedMs() - reply.playedMs() < threshold.ms()
                && !reply.isAnnounced()
                && !followed) {
            return;
        }
        if (starving && reply == current) {
            underruns++;
            reply.gaps++;
            reply.gapUs += nowUs - reply.starvedUs;
        }
        if (starving && reply != current && current != null) {
            finish(current);
        }
        starving = false;
        current = reply;
        playing = true;
        reply.markStarted(nowUs);
    }

    private void stop() {
        playing = false;
        starving = false;
        current = null;
        headOffset = 0;
    }

    private int bufferedMs() {
        return (int) ((queuedBytes - headOffset) / AudioFrame.DOWNLINK_BYTES_PER_MS);
    }

    private long renderedUs() {
        return openedUs + renderedSamples * 1_000_000 / AudioFrame.DOWNLINK_HZ;
    }
}
