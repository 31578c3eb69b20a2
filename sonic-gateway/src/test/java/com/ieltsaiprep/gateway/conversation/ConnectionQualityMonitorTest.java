package com.ieltsaiprep.gateway.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Quality;

import org.junit.jupiter.api.Test;

import java.util.List;

/** Tests of the connection quality monitor. */
class ConnectionQualityMonitorTest {
    private static final long SECOND_US = 1_000_000;
    private static final int STEP_MS = 20;

    private final FakeClient client = new FakeClient();
    private final RecordingObserver observer = new RecordingObserver();
    private final ConnectionQualityMonitor qualityMonitor =
            new ConnectionQualityMonitor(client, observer);
    private long nowUs;
    private int pongs;

    /**
     * Advances the clock; pings are answered after {@code roundTripMs}, frames are {@code delayMs}
     * late.
     */
    private void advance(int seconds, int roundTripMs, int delayMs) {
        for (int ms = 0; ms < seconds * 1_000; ms += STEP_MS) {
            nowUs += STEP_MS * 1_000L;
            qualityMonitor.tick(delayMs, nowUs);
            List<ServerMessage.Ping> pings = client.messages(ServerMessage.Ping.class);
            if (pongs < pings.size() && ms % 1_000 >= roundTripMs % 1_000) {
                pongs = pings.size();
                qualityMonitor.onPong(pings.getLast().id(), nowUs);
            }
        }
    }

    private List<Quality> sentQualities() {
        return client.messages(ServerMessage.Connection.class).stream()
                .map(ServerMessage.Connection::quality)
                .toList();
    }

    @Test
    void pingsEachSecondAndReportsNothingOnAGoodConnection() {
        advance(30, 60, 10);
        assertThat(client.messages(ServerMessage.Ping.class)).hasSize(30);
        assertThat(sentQualities()).isEmpty();
    }

    @Test
    void reportsASlowRoundTripWithItsFigures() {
        advance(10, 700, 10);
        ServerMessage.Connection first = client.messages(ServerMessage.Connection.class).getFirst();
        assertThat(first.quality()).isEqualTo(Quality.SLOW);
        assertThat(first.roundTripMs()).isBetween(680, 740);
        assertThat(first.delayMs()).isEqualTo(10);
        assertThat(observer.qualities).containsExactly(Quality.SLOW);
    }

    @Test
    void ratesAConnectionBadWhenPingsStayUnanswered() {
        for (int second = 0; second < 20; second++) {
            nowUs += SECOND_US;
            qualityMonitor.tick(0, nowUs);
        }
        assertThat(sentQualities()).contains(Quality.BAD);
    }

    @Test
    void measuresARoundTripLongerThanTheTimeBetweenTwoPings() {
        for (int second = 0; second < 20; second++) {
            nowUs += SECOND_US;
            qualityMonitor.tick(0, nowUs);
            if (second > 1) {
                qualityMonitor.onPong(second - 1, nowUs - SECOND_US / 2);
            }
        }
        assertThat(sentQualities()).contains(Quality.BAD);
        assertThat(client.messages(ServerMessage.Connection.class).getLast().roundTripMs())
                .isBetween(1_400, 2_100);
    }

    @Test
    void ratesLateFrames() {
        advance(6, 60, 1_200);
        assertThat(sentQualities()).containsExactly(Quality.BAD);
    }

    @Test
    void ratesRepeatedUnderruns() {
        qualityMonitor.onUnderruns(2, nowUs);
        advance(6, 60, 10);
        assertThat(sentQualities()).containsExactly(Quality.SLOW);
        qualityMonitor.onUnderruns(7, nowUs);
        advance(6, 60, 10);
        assertThat(sentQualities()).endsWith(Quality.BAD);
    }

    @Test
    void forgetsUnderrunsAfterHalfAMinute() {
        qualityMonitor.onUnderruns(3, nowUs);
        advance(45, 60, 10);
        assertThat(sentQualities()).endsWith(Quality.OK);
    }

    @Test
    void ignoresASingleSampleAndImprovesSlowly() {
        advance(2, 60, 1_200);
        advance(8, 60, 10);
        assertThat(sentQualities()).isEmpty();
        advance(6, 60, 1_200);
        assertThat(sentQualities()).containsExactly(Quality.BAD);
        advance(6, 60, 10);
        assertThat(observer.qualities).containsExactly(Quality.BAD);
        advance(6, 60, 10);
        assertThat(observer.qualities).containsExactly(Quality.BAD, Quality.OK);
    }

    @Test
    void repeatsTheReportWhileTheConnectionIsNotGood() {
        advance(20, 60, 400);
        assertThat(sentQualities()).hasSizeGreaterThan(2).containsOnly(Quality.SLOW);
    }

    @Test
    void restartsOnAnotherConnection() {
        qualityMonitor.onUnderruns(1, nowUs);
        qualityMonitor.onReattached();
        qualityMonitor.onUnderruns(1, nowUs);
        advance(6, 60, 10);
        assertThat(sentQualities()).containsExactly(Quality.SLOW);
    }

    @Test
    void ignoresAnAnswerToAPingThatWasNotSent() {
        qualityMonitor.tick(0, nowUs);
        qualityMonitor.onPong(99, nowUs + 5 * SECOND_US);
        advance(10, 60, 10);
        assertThat(sentQualities()).isEmpty();
    }
}
