package com.ieltsaiprep.local.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;

class LatenciesTest {
    private static final ConversationResult RESULT =
            result(
                    List.of(reply(1, 1_000, 121_000), reply(2, 5_000_000, 5_120_000)),
                    List.of(
                            new ConversationResult.Clear(
                                    2, 3_000_000, OptionalLong.of(2_700_000))));

    private static final List<TimelineMark> MARKS =
            List.of(
                    new TimelineMark("firstAudio", 500),
                    new TimelineMark("voiceOnset", 2_900_000),
                    new TimelineMark("interrupted", 2_980_000),
                    new TimelineMark("firstAudio", 4_990_000));

    @Test
    void countTheStartDelayFromTheStandInsAudio() {
        Latencies latencies = Latencies.of(RESULT, MARKS);

        assertThat(latencies.fromStandIn()).isTrue();
        assertThat(latencies.startDelayUs()).containsExactly(120_500L, 130_000L);
    }

    @Test
    void countTheStartDelayFromTheFirstFrameWithoutAStandIn() {
        Latencies latencies = Latencies.of(RESULT, null);

        assertThat(latencies.fromStandIn()).isFalse();
        assertThat(latencies.startDelayUs()).containsExactly(120_000L, 120_000L);
        assertThat(latencies.clearUs()).isEmpty();
    }

    @Test
    void matchEachInterruptionWithItsClear() {
        assertThat(Latencies.of(RESULT, MARKS).clearUs()).containsExactly(20_000L);
        assertThat(Latencies.of(RESULT, MARKS).bargeInUs()).containsExactly(300_000L);
    }

    @Test
    void leaveOutAnInterruptionWithoutAClear() {
        List<TimelineMark> marks =
                List.of(
                        new TimelineMark("interrupted", 1_000_000),
                        new TimelineMark("interrupted", 2_980_000));

        assertThat(Latencies.of(RESULT, marks).clearUs()).containsExactly(20_000L);
    }

    @Test
    void leaveOutAReplyThatWasNeverPlayed() {
        ConversationResult result =
                result(
                        List.of(
                                new ConversationResult.HeardReply(
                                        1, 1_000, OptionalLong.empty(), 100, 0, 0, 0),
                                reply(2, 5_000_000, 5_120_000)),
                        List.of());

        assertThat(Latencies.of(result, MARKS).startDelayUs()).containsExactly(130_000L);
    }

    @Test
    void becomeAReport() {
        JsonNode json = new ConversationReport(RESULT, Latencies.of(RESULT, MARKS)).toJson();

        assertThat(json.get("sessionId").asText()).isEqualTo("s1");
        assertThat(json.get("complete").asBoolean()).isTrue();
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
        ConversationResult result = result(List.of(), List.of());

        JsonNode json = new ConversationReport(result, Latencies.of(result, null)).toJson();

        assertThat(json.get("clearMsP95").isNull()).isTrue();
        assertThat(json.get("startDelayMsP50").isNull()).isTrue();
    }

    @Test
    void becomeATable() {
        assertThat(new ConversationReport(RESULT, Latencies.of(RESULT, MARKS)).toTable())
                .contains(
                        "start delay                   p50 120.5 ms, p95 130.0 ms, max 130.0 ms"
                                + " (2)",
                        "complete                      yes");
    }

    private static ConversationResult.HeardReply reply(
            int epoch, long firstFrameUs, long firstSampleUs) {
        return new ConversationResult.HeardReply(
                epoch, firstFrameUs, OptionalLong.of(firstSampleUs), 2000, 2000, 0, 0);
    }

    private static ConversationResult result(
            List<ConversationResult.HeardReply> replies, List<ConversationResult.Clear> cuts) {
        return new ConversationResult(
                new ConversationResult.Overview("s1", 1, 0, 10_000_000),
                replies,
                List.of(new ConversationResult.Turn(3_200_000, OptionalLong.of(5_120_000))),
                cuts,
                List.of(),
                new ConversationResult.UplinkStats(new SentAudio(), 4, 0, List.of(1L), 0, 0),
                new ConversationResult.DownlinkStats(40, 4_000, 0),
                new ConversationResult.Ending(List.of(), "CLIENT", OptionalInt.of(1000)),
                List.of());
    }
}
