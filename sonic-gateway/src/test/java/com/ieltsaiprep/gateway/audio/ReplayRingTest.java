package com.ieltsaiprep.gateway.audio;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReplayRingTest {
    private final ReplayRing ring = new ReplayRing();

    private void add(int first, int last) {
        for (int i = first; i <= last; i++) {
            byte[] pcm = new byte[640];
            pcm[0] = (byte) i;
            ring.add(new UplinkBuffer.Frame(pcm, 20, true));
        }
    }

    @Test
    void keepsTheNewestInOrder() {
        add(1, 10);
        ring.trim(100);
        assertThat(ring.newest(1_000))
                .extracting(frame -> (int) frame.pcm()[0])
                .containsExactly(6, 7, 8, 9, 10);
        assertThat(ring.ms()).isEqualTo(100);
        assertThat(ring.heldBytes()).isEqualTo(5 * 640);
    }

    @Test
    void returnsAtLeastTheRequestedLength() {
        add(1, 10);
        assertThat(ring.newest(50))
                .extracting(frame -> (int) frame.pcm()[0])
                .containsExactly(8, 9, 10);
        assertThat(ring.newest(0)).isEmpty();
    }

    @Test
    void isEmptyAfterATrimToZero() {
        add(1, 3);
        ring.trim(0);
        assertThat(ring.newest(1_000)).isEmpty();
        assertThat(ring.heldBytes()).isZero();
    }
}
