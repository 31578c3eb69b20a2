package com.ieltsaiprep.local.candidate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

class MeasuresTest {
    private static final Outcome OUTCOME =
            outcome(
                    List.of(reply(1, 1_000, 121_000), reply(2, 5_000_000, 5_120_000)),
                    List.of(new Outcome.Cut(2, 3_000_000, OptionalLong.of(2_700_000))));

    private static final List<Mark> MARKS =
            List.of(
                    new Mark("firstAudio", 500),
                    new Mark("voiceOnset", 2_900_000),
                    new Mark("interrupted", 2_980_000),
                    new Mark("firstAudio", 4_990_000));

    @Test
    void countTheStartDelayFromTheStandInsAudio() {
        Measures measures = Measures.of(OUTCOME, MARKS);

        assertThat(measures.fromStandIn()).isTrue();
        assertThat(measures.startDelayUs()).containsExactly(120_500L, 130_000L);
    }

    @Test
    void countTheStartDelayFromTheFirstFrameWithoutAStandIn() {
        Measures measures = Measures.of(OUTCOME, null);

        assertThat(measures.fromStandIn()).isFalse();
        assertThat(measures.startDelayUs()).containsExactly(120_000L, 120_000L);
        assertThat(measures.clearUs()).isEmpty();
    }

    @Test
    void joinEachInterruptionWithItsClear() {
        assertThat(Measures.of(OUTCOME, MARKS).clearUs()).containsExactly(20_000L);
        assertThat(Measures.of(OUTCOME, MARKS).bargeInUs()).containsExactly(300_000L);
    }

    @Test
    void leaveOutAnInterruptionThatWasNeverTold() {
        List<Mark> marks =
                List.of(new Mark("interrupted", 1_000_000), new Mark("interrupted", 2_980_000));

        assertThat(Measures.of(OUTCOME, marks).clearUs()).containsExactly(20_000L);
    }

    @Test
    void leaveOutAReplyWhoseAudioWasNeverHeard() {
        Outcome outcome =
                outcome(
                        List.of(
                                new Outcome.HeardReply(
                                        1, 1_000, OptionalLong.empty(), 100, 0, 0, 0),
                                reply(2, 5_000_000, 5_120_000)),
                        List.of());

        assertThat(Measures.of(outcome, MARKS).startDelayUs()).containsExactly(130_000L);
    }

    @Test
    void becomeAReport() {
        JsonNode json = new Report(OUTCOME, Measures.of(OUTCOME, MARKS)).toJson();

        assertThat(json.get("sessionId").asText()).isEqualTo("s1");
        assertThat(json.get("whole").asBoolean()).isTrue();
        assertThat(json.get("audioReceivedS").asDouble()).isEqualTo(4.0);
        assertThat(json.get("turns").asInt()).isEqualTo(1);
        assertThat(json.get("startDelayMsP50").asDouble()).isEqualTo(120.5);
        assertThat(json.get("startDelayMsP95").asDouble()).isEqualTo(130.0);
        assertThat(json.get("responseGapMsP50").asDouble()).isEqualTo(1_920.0);
        assertThat(json.get("clearMsMax").asDouble()).isEqualTo(20.0);
        assertThat(json.get("bargeInMsP50").asDouble()).isEqualTo(300.0);
        assertThat(json.get("closeCode").asInt()).isEqualTo(1000);
        assertThat(json.get("ended").asText()).isEqualTo("client");
    }

    @Test
    void areNullInTheReportWhenNothingWasMeasured() {
        Outcome outcome = outcome(List.of(), List.of());

        JsonNode json = new Report(outcome, Measures.of(outcome, null)).toJson();

        assertThat(json.get("clearMsP95").isNull()).isTrue();
        assertThat(json.get("startDelayMsP50").isNull()).isTrue();
    }

    @Test
    void becomeATable() {
        assertThat(new Report(OUTCOME, Measures.of(OUTCOME, MARKS)).toTable())
                .contains(
                        "start delay                   p50 120.5 ms, p95 130.0 ms, max 130.0 ms"
                                + " (2)",
                        "whole                         yes");
    }

    private static Outcome.HeardReply reply(int epoch, long firstFrameUs, long firstSampleUs) {
        return new Outcome.HeardReply(
                epoch, firstFrameUs, OptionalLong.of(firstSampleUs), 2000, 2000, 0, 0);
    }

    private static Outcome outcome(List<Outcome.HeardReply> replies, List<Outcome.Cut> cuts) {
        return new Outcome(
                new Outcome.Who("s1", 1, 0, 10_000_000),
                replies,
                List.of(new Outcome.Turn(3_200_000, OptionalLong.of(5_120_000))),
                cuts,
                List.of(),
                new Outcome.Up(new SentAudio(), 4, 0, List.of(1L), 0, 0),
                new Outcome.Down(40, 4_000, 0),
                new Outcome.Ending(List.of(), "CLIENT", OptionalInt.of(1000)),
                List.of());
    }
}
