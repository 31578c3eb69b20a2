package com.ieltsaiprep.gateway.audio;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class UplinkBufferTest {
    private static final int FRAME_MS = 20;
    private static final long FRAME_US = 20_000;

    private final UplinkBuffer buffer = new UplinkBuffer(16_000);
    private final List<byte[]> out = new ArrayList<>();

    @Test
    void passesFramesThroughOnASteadyNetwork() {
        for (int i = 0; i < 200; i++) {
            byte[] pcm = voice(i);
            buffer.add(i, i * FRAME_MS, pcm, i * FRAME_US);
            assertThat(poll(i * FRAME_US)).isSameAs(pcm);
        }
        assertThat(buffer.targetMs()).isZero();
        assertThat(buffer.takeLosses()).isEqualTo(UplinkBuffer.Losses.NONE);
    }

    @Test
    void delaysFramesByTheNetworksUsualJitter() {
        for (int i = 0; i < 1_000; i++) {
            long jitterUs = i % 5 == 0 ? 70_000 : 0;
            buffer.add(i, i * FRAME_MS, voice(i), i * FRAME_US + jitterUs);
            drain(i * FRAME_US + jitterUs);
        }
        assertThat(buffer.targetMs()).isBetween(60, 80);
    }

    @Test
    void limitsTheTargetDelayTo120Ms() {
        for (int i = 0; i < 1_000; i++) {
            long jitterUs = i % 3 == 0 ? 900_000 : 0;
            buffer.add(i, i * FRAME_MS, voice(i), i * FRAME_US + jitterUs);
        }
        assertThat(buffer.targetMs()).isEqualTo(120);
    }

    @Test
    void catchesUpAfterAStallAtFourTimesRealTime() {
        steady(0, 50);
        long stallEndUs = 50 * FRAME_US + 800_000;
        for (long us = 50 * FRAME_US; us < stallEndUs; us += FRAME_US) {
            drain(us);
        }
        for (int i = 50; i < 90; i++) {
            buffer.add(i, i * FRAME_MS, voice(i), stallEndUs);
        }
        out.clear();
        drain(stallEndUs);
        assertThat(out).hasSize(4);
        for (int tick = 1; tick <= 9; tick++) {
            drain(stallEndUs + tick * FRAME_US);
        }
        assertThat(out).hasSize(40);
        assertThat(buffer.takeLosses()).isEqualTo(UplinkBuffer.Losses.NONE);
    }

    @Test
    void dropsSilenceWhenItHoldsMoreThanASecond() {
        steady(0, 50);
        long stallEndUs = 50 * FRAME_US + 2_000_000;
        for (int i = 50; i < 150; i++) {
            buffer.add(i, i * FRAME_MS, i < 100 ? voice(i) : new byte[640], stallEndUs);
        }
        out.clear();
        for (int tick = 0; tick < 20; tick++) {
            drain(stallEndUs + tick * FRAME_US);
        }
        UplinkBuffer.Losses losses = buffer.takeLosses();
        assertThat(losses.oldFrames()).isZero();
        assertThat(losses.silentFrames()).isBetween(35, 50);
        assertThat(out.size() + losses.silentFrames()).isEqualTo(100);
        assertThat(buffer.settledSequence()).isEqualTo(149);
    }

    @Test
    void keepsSilenceWhenTheNetworkHasOnlyBecomeSlower() {
        steady(0, 50);
        for (int i = 50; i < 300; i++) {
            long nowUs = i * FRAME_US + 1_500_000;
            buffer.add(i, i * FRAME_MS, new byte[640], nowUs);
            drain(nowUs);
        }
        assertThat(buffer.takeLosses()).isEqualTo(UplinkBuffer.Losses.NONE);
    }

    @Test
    void losesNothingWhenItIsPolledRarely() {
        for (int half = 1; half <= 20; half++) {
            long nowUs = half * 500_000L;
            for (int i = half * 25 - 25; i < half * 25; i++) {
                buffer.add(i, i * FRAME_MS, voice(i), nowUs);
            }
            drain(nowUs);
        }
        assertThat(out).hasSizeGreaterThan(470);
        assertThat(buffer.takeLosses()).isEqualTo(UplinkBuffer.Losses.NONE);
    }

    @Test
    void dropsAndCountsFramesAfterThreeSeconds() {
        buffer.add(0, 0, voice(0), 0);
        buffer.add(1, FRAME_MS, voice(1), FRAME_US);
        buffer.expire(3_000_001);
        assertThat(buffer.takeLosses()).isEqualTo(new UplinkBuffer.Losses(0, 0, 1, FRAME_MS));
        assertThat(buffer.settledSequence()).isZero();
        assertThat(poll(3_000_001)).isNotNull();
    }

    @Test
    void holdsAtMostThirteenSeconds() {
        for (int i = 0; i < 700; i++) {
            buffer.add(i, i * FRAME_MS, voice(i), 0);
        }
        assertThat(buffer.heldBytes()).isEqualTo(13_000 * 32);
        assertThat(buffer.takeLosses().oldFrames()).isEqualTo(50);
    }

    @Test
    void survivesTheWrapOfTheCaptureClock() {
        int start = -3 * FRAME_MS;
        for (int i = 0; i < 10; i++) {
            buffer.add(i, start + i * FRAME_MS, voice(i), i * FRAME_US);
            assertThat(poll(i * FRAME_US)).isNotNull();
        }
    }

    @Property
    void deliversOrCountsEveryFrameInOrder(
            @ForAll @Size(max = 300) List<@IntRange(max = 400) Integer> arrivalGapsMs,
            @ForAll @IntRange(min = 1, max = 50) int pollEvery) {
        UplinkBuffer any = new UplinkBuffer(16_000);
        List<byte[]> sent = new ArrayList<>();
        List<byte[]> received = new ArrayList<>();
        long nowUs = 0;
        for (int i = 0; i < arrivalGapsMs.size(); i++) {
            nowUs += arrivalGapsMs.get(i) * 1000L;
            byte[] pcm = i % 7 < 3 ? new byte[640] : voice(i);
            sent.add(pcm);
            any.add(i, i * FRAME_MS, pcm, nowUs);
            if (i % pollEvery == 0) {
                drain(any, nowUs, received);
            }
        }
        for (int tick = 0; tick < 400; tick++) {
            nowUs += FRAME_US;
            drain(any, nowUs, received);
        }
        UplinkBuffer.Losses losses = any.takeLosses();
        assertThat(received.size() + losses.silentFrames() + losses.oldFrames())
                .isEqualTo(sent.size());
        assertThat(sent).containsSubsequence(received);
        assertThat(any.heldBytes()).isZero();
    }

    private void steady(int from, int to) {
        for (int i = from; i < to; i++) {
            buffer.add(i, i * FRAME_MS, voice(i), i * FRAME_US);
            drain(i * FRAME_US);
        }
    }

    private byte @Nullable [] poll(long nowUs) {
        UplinkBuffer.Frame frame = buffer.poll(nowUs);
        return frame == null ? null : frame.pcm();
    }

    private void drain(long nowUs) {
        drain(buffer, nowUs, out);
    }

    private static void drain(UplinkBuffer from, long nowUs, List<byte[]> to) {
        UplinkBuffer.Frame frame = from.poll(nowUs);
        while (frame != null) {
            to.add(frame.pcm());
            frame = from.poll(nowUs);
        }
    }

    private static byte[] voice(int seed) {
        byte[] pcm = new byte[640];
        for (int i = 0; i < 320; i++) {
            int sample = (int) (6_000 * Math.sin((i + seed * 7) * 0.2));
            pcm[2 * i] = (byte) sample;
            pcm[2 * i + 1] = (byte) (sample >> 8);
        }
        return pcm;
    }
}
