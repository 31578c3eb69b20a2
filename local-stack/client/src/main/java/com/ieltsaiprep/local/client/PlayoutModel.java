package com.ieltsaiprep.local.client;

import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Playout model: a player whose sound card exists only in time. It takes 24 samples a ms from the
 * queue once the start threshold is reached, and silence otherwise. It knows to the sample what was
 * played when, however seldom {@link #render} is called.
 */
final class PlayoutModel {
    /** Bound of the queue, ms; frames above it are dropped and counted. */
    static final int MAX_QUEUED_MS = 60_000;

    private record Chunk(Reply reply, byte[] pcm, int offset, int length) {}

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

    /** Set when the queue ran empty before the current reply's end was announced. */
    private boolean starving;

    private int underruns;
    private int oldestEpoch;
    private int overflows;
    private int closedReplies;
    private int cutReplies;
    private int restoredEpoch;
    private long restoredMs;

    /** Number of replies from before the conversation had to start anew. */
    private int repliesBeforeReset;

    PlayoutModel(long openedUs, AudioSink sink) {
        this.openedUs = openedUs;
        this.sink = sink;
    }

    /** Continues at the position up to which another page or device has played. */
    void restore(int epoch, long playedMs) {
        restoredEpoch = epoch;
        restoredMs = playedMs;
    }

    /** Queues audio that arrived now; that of an epoch that was cleared is dropped. */
    void receive(int epoch, byte[] pcm, int offset, int length, long nowUs) {
        render(nowUs);
        if (epoch < oldestEpoch) {
            return;
        }
        Reply reply = newestReply().filter(r -> r.epoch == epoch).orElse(null);
        if (reply == null) {
            reply = new Reply(epoch, nowUs);
            replies.add(reply);
        }
        reply.lastFrameUs = nowUs;
        if (bufferedMs() >= MAX_QUEUED_MS) {
            overflows++;
            return;
        }
        reply.receivedBytes += length;
        queue.add(new Chunk(reply, pcm, offset, length));
        queuedBytes += length;
        startIfEnough(nowUs);
    }

    /** Handles the announced end of a reply: its tail plays, however short. */
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

    /** Clears the queue and falls silent at once. */
    void clear(int epoch, long nowUs) {
        render(nowUs);
        oldestEpoch = Math.max(oldestEpoch, epoch);
        if (playing && current != null && current.epoch < oldestEpoch) {
            cutReplies++;
        }
        queue.removeIf(chunk -> chunk.reply.epoch < oldestEpoch);
        queuedBytes = queue.stream().mapToLong(chunk -> chunk.length).sum();
        for (Reply reply : replies) {
            if (reply.epoch < oldestEpoch && reply.state == Reply.State.OPEN) {
                reply.state = Reply.State.CLEARED;
                closedReplies++;
            }
        }
        if (current != null && current.epoch < oldestEpoch) {
            stop();
        }
        startIfEnough(nowUs);
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

    /** Resets what is counted per connection. */
    void onConnected() {
        underruns = 0;
    }

    /** Drops everything, for a conversation that starts anew and numbers its replies from 1. */
    void reset(long nowUs) {
        clear(Integer.MAX_VALUE, nowUs);
        oldestEpoch = 0;
        repliesBeforeReset = replies.size();
    }

    /** Returns the {@code playout} message, to be sent while audio is queued or playing. */
    ClientMessage.Playout playoutReport() {
        Chunk head = queue.peek();
        Reply reply = playing || head == null ? current : head.reply;
        int epoch = reply == null ? Math.max(oldestEpoch, restoredEpoch) : reply.epoch;
        long playedMs = reply == null ? 0 : reply.playedMs();
        playedMs += epoch == restoredEpoch ? restoredMs : 0;
        return new ClientMessage.Playout(epoch, playedMs, bufferedMs(), underruns);
    }

    /** Returns whether Maya's voice is playing. */
    boolean isPlaying() {
        return playing;
    }

    /** Returns whether audio is queued or playing. */
    boolean isActive() {
        return playing || !queue.isEmpty();
    }

    /** Returns the number of replies that were played to their end or cleared. */
    int closedReplies() {
        return closedReplies;
    }

    /** Returns the number of replies that were cleared while they were heard. */
    int cutReplies() {
        return cutReplies;
    }

    Optional<Reply> newestReply() {
        return replies.size() == repliesBeforeReset
                ? Optional.empty()
                : Optional.of(replies.getLast());
    }

    /** Returns every reply of which audio came, in order. */
    List<Reply> replies() {
        return replies;
    }

    /** Adds what was wrong with the audio. */
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
        int bytes = (int) Math.min(atMostSamples * 2, head.length - headOffset);
        sink.play(head.pcm, head.offset + headOffset, bytes);
        head.reply.playedBytes += bytes;
        headOffset += bytes;
        renderedSamples += bytes / 2;
        if (headOffset == head.length) {
            queue.remove();
            queuedBytes -= head.length;
            headOffset = 0;
        }
        return bytes / 2;
    }

    /** Handles a sound card that asks for a sample of this reply which is not there. */
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
        closedReplies++;
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
