package com.ieltsaiprep.gateway.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class DownlinkQueueTest {
    private static final int BYTES_PER_MS = 48;

    private final DownlinkQueue queue = new DownlinkQueue(24_000);
    private final FakeSink sink = new FakeSink();

    private static final class FakeSink implements DownlinkQueue.Sink {
        private final List<Integer> epochs = new ArrayList<>();
        private final List<String> ends = new ArrayList<>();
        private int sentMs;
        private int capacityMs = Integer.MAX_VALUE;

        @Override
        public boolean trySendAudio(int epoch, byte[] pcm, int offset, int length) {
            if (sentMs >= capacityMs) {
                return false;
            }
            epochs.add(epoch);
            sentMs += length / BYTES_PER_MS;
            return true;
        }

        @Override
        public void onReplySent(int epoch, long audioMs) {
            ends.add(epoch + ":" + audioMs);
        }
    }

    @Test
    void sendsAboutASecondAheadOfAListenerWithoutReports() {
        queue.add(1, audio(5_000));
        queue.pump(0, sink);
        queue.pump(60_000_000, sink);
        assertThat(sink.sentMs).isEqualTo(1_000);
    }

    @Test
    void followsTheListenersReports() {
        queue.add(1, audio(5_000));
        queue.pump(0, sink);
        queue.onPlayout(1, 400, 500_000);
        queue.pump(500_000, sink);
        assertThat(sink.sentMs).isEqualTo(1_400);
        queue.pump(700_000, sink);
        assertThat(sink.sentMs).isEqualTo(1_600);
    }

    @Test
    void stopsExtrapolatingHalfASecondAfterTheLastReport() {
        queue.add(1, audio(5_000));
        queue.pump(0, sink);
        queue.onPlayout(1, 400, 500_000);
        queue.pump(30_000_000, sink);
        assertThat(sink.sentMs).isEqualTo(1_920);
    }

    @Test
    void ignoresReportsBeyondTheAudioSent() {
        queue.add(1, audio(20_000));
        queue.pump(0, sink);
        queue.onPlayout(1, 1_000_000, 1);
        queue.pump(1, sink);
        assertThat(sink.sentMs).isEqualTo(2_000);
    }

    @Test
    void countsTheListenersPositionAcrossReplies() {
        queue.add(1, audio(600));
        queue.endReply(1);
        queue.add(2, audio(5_000));
        queue.pump(0, sink);
        assertThat(sink.sentMs).isEqualTo(1_000);
        assertThat(sink.ends).containsExactly("1:600");
        queue.onPlayout(2, 100, 100);
        queue.pump(100, sink);
        assertThat(sink.sentMs).isEqualTo(1_720);
    }

    @Test
    void sendsNothingAfterAClear() {
        queue.add(1, audio(5_000));
        queue.pump(0, sink);
        queue.clear();
        queue.pump(100_000, sink);
        assertThat(sink.sentMs).isEqualTo(1_000);
        assertThat(queue.heldBytes()).isZero();
        assertThat(queue.hasSent()).isFalse();
        queue.add(2, audio(100));
        queue.pump(100_000, sink);
        assertThat(sink.epochs).endsWith(2);
    }

    @Test
    void waitsWhileTheConnectionIsFull() {
        sink.capacityMs = 200;
        queue.add(1, audio(600));
        queue.endReply(1);
        assertThat(queue.pump(0, sink)).isTrue();
        assertThat(queue.pump(1, sink)).isFalse();
        sink.capacityMs = 600;
        queue.pump(2, sink);
        assertThat(sink.sentMs).isEqualTo(600);
        assertThat(sink.ends).containsExactly("1:600");
    }

    @Test
    void hasNoRoomBeyondHalfAMinute() {
        while (queue.hasRoom()) {
            queue.add(1, audio(80));
        }
        assertThat(queue.heldBytes()).isBetween(28_000 * BYTES_PER_MS, 28_100 * BYTES_PER_MS);
    }

    private static byte[] audio(int ms) {
        return new byte[ms * BYTES_PER_MS];
    }
}
