package com.ieltsaiprep.local.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.candidate.Line.Step;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

class LineTest {
    private static final long MS = 1_000;
    private static final long TICK_US = 20 * MS;

    private final Line line = new Line(new Random(3));
    private long nowUs = 7_000_000;

    @Test
    void triesAtOnceAndThenLaterAndLaterButNeverAfterMoreThanFourSeconds() {
        line.opened(nowUs);
        line.joined();
        line.lost(nowUs);

        List<Long> waitsUs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            long lostUs = nowUs;
            while (line.step(nowUs, false) != Step.CONNECT) {
                nowUs += TICK_US;
            }
            waitsUs.add(nowUs - lostUs);
            line.lost(nowUs);
        }

        assertThat(waitsUs.getFirst()).isZero();
        assertThat(waitsUs.get(1)).isLessThanOrEqualTo(250 * MS + TICK_US);
        assertThat(waitsUs.get(2)).isLessThanOrEqualTo(500 * MS + TICK_US);
        assertThat(waitsUs).allMatch(wait -> wait <= 4_000 * MS + TICK_US);
        assertThat(waitsUs).anyMatch(wait -> wait > 2_000 * MS);
        assertThat(waitsUs.subList(10, 40).stream().distinct().count()).isGreaterThan(20);
        assertThat(line.tries()).isEqualTo(40);
    }

    @Test
    void countsTriesAnewOnceTheConversationWentOn() {
        line.opened(nowUs);
        line.joined();
        line.lost(nowUs);
        line.step(nowUs, false);
        line.opened(nowUs);
        line.lost(nowUs);
        assertThat(line.tries()).isEqualTo(1);

        nowUs += 300 * MS;
        line.step(nowUs, false);
        line.opened(nowUs);
        line.joined();
        line.lost(nowUs);

        assertThat(line.tries()).isZero();
        assertThat(line.step(nowUs, false)).isEqualTo(Step.CONNECT);
    }

    @Test
    void takesTwoAndAHalfSecondsOfNothingForALossWhileFramesGoOut() {
        line.opened(nowUs);

        assertThat(untilDropped(true)).isBetween(2_500 * MS, 2_500 * MS + 2 * TICK_US);
    }

    @Test
    void takesSixSecondsOfNothingForALossWhileNoneDo() {
        line.opened(nowUs);

        assertThat(untilDropped(false)).isBetween(6_000 * MS, 6_000 * MS + 2 * TICK_US);
    }

    @Test
    void doesNotBlameTheConnectionWhenItWasHeldUpItself() {
        line.opened(nowUs);
        assertThat(line.step(nowUs, true)).isEqualTo(Step.NOTHING);

        nowUs += 5_000 * MS;
        assertThat(line.step(nowUs, true)).isEqualTo(Step.NOTHING);

        assertThat(untilDropped(true)).isBetween(2_500 * MS, 2_500 * MS + 2 * TICK_US);
    }

    private long untilDropped(boolean sending) {
        long fromUs = nowUs;
        while (line.step(nowUs, sending) == Step.NOTHING) {
            nowUs += TICK_US;
        }
        return nowUs - fromUs;
    }
}
