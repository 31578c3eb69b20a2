package com.ieltsaiprep.local.client;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.json.JsonValues;

import java.util.List;
import java.util.Locale;

/**
 * Report on one conversation of a simulated candidate, as JSON and as a text table: counts,
 * latencies and problems, but nothing that was said.
 */
public record ConversationReport(ConversationResult result, Latencies latencies) {

    /**
     * Returns the report on the conversation as a new JSON object. A latency or close code that is
     * not known is null.
     */
    public ObjectNode toJson() {
        ObjectNode json = JsonValues.object();
        json.put("sessionId", result.overview().sessionId());
        json.put("complete", result.isComplete());
        result.problems().forEach(json.putArray("problems")::add);
        json.put("audioSentS", sentS());
        json.put("audioReceivedS", seconds(result.downlink().audioMs()));
        json.put("audioPlayedS", playedS());
        json.put("utterances", result.overview().utterances());
        json.put("turns", result.turns().size());
        putPercentiles(json, "startDelayMs", latencies.startDelayUs());
        json.put("startDelayFrom", latencies.fromStandIn() ? "standInAudio" : "firstFrame");
        putPercentiles(json, "responseGapMs", latencies.responseGapUs());
        json.put("gaps", gaps());
        json.put("gapMs", gapMs());
        putResumptions(json, result.resumptions());
        json.put("lostFrames", result.uplink().lostFrames());
        json.put("outOfSequence", result.downlink().outOfSequence());
        json.put("acks", result.uplink().acks());
        json.put("unackedFrames", result.uplink().unackedFrames());
        json.put("clears", result.clears().size());
        putPercentiles(json, "clearMs", latencies.clearUs());
        putPercentiles(json, "bargeInMs", latencies.bargeInUs());
        result.ending().errors().forEach(json.putArray("errors")::add);
        json.put("ended", result.ending().reason().toLowerCase(Locale.ROOT));
        result.ending()
                .closeCode()
                .ifPresentOrElse(
                        code -> json.put("closeCode", code), () -> json.putNull("closeCode"));
        return json;
    }

    /**
     * Returns the report on the conversation as lines of text: first a table of names and values,
     * then the problems.
     */
    public List<String> toTable() {
        TextTable table = new TextTable();
        table.addRow("session", result.overview().sessionId());
        table.addRow("audio sent", "%.1f s".formatted(sentS()));
        table.addRow(
                "audio received",
                "%.1f s, played %.1f s".formatted(seconds(result.downlink().audioMs()), playedS()));
        table.addRow(
                "turns",
                "%d of %d".formatted(result.turns().size(), result.overview().utterances()));
        table.addDelays(
                latencies.fromStandIn() ? "start delay" : "start delay from first frame",
                latencies.startDelayUs());
        table.addDelays("response gap", latencies.responseGapUs());
        table.addRow("gaps", "%d, %d ms".formatted(gaps(), gapMs()));
        addResumptions(table, result.resumptions());
        table.addRow(
                "frames",
                "%d sent, %d acks, %d lost"
                        .formatted(
                                result.uplink().sent().frames(),
                                result.uplink().acks(),
                                result.uplink().lostFrames()));
        table.addDelays("clear", latencies.clearUs());
        table.addDelays("barge-in", latencies.bargeInUs());
        table.addRow(
                "closed",
                result.ending().closeCode().isPresent()
                        ? String.valueOf(result.ending().closeCode().getAsInt())
                        : "no");
        table.addRow("complete", result.isComplete() ? "yes" : "no");
        result.problems().forEach(problem -> table.addRow("", problem));
        return table.lines();
    }

    /**
     * Adds the median, 95th percentile and maximum of delays to a JSON object, in ms with one
     * decimal, as {@code nameP50}, {@code nameP95} and {@code nameMax}. All three are null if there
     * are no delays.
     *
     * @param name beginning of the three field names
     * @param delaysUs delays, µs, in any order
     */
    public static void putPercentiles(ObjectNode json, String name, List<Long> delaysUs) {
        Percentiles.ofUs(delaysUs)
                .ifPresentOrElse(
                        percentiles -> {
                            json.put(name + "P50", percentiles.p50());
                            json.put(name + "P95", percentiles.p95());
                            json.put(name + "Max", percentiles.max());
                        },
                        () -> {
                            json.putNull(name + "P50");
                            json.putNull(name + "P95");
                            json.putNull(name + "Max");
                        });
    }

    /**
     * Adds the figures of lost connections to a JSON object: the number of resumptions of each
     * kind, and percentiles of the time until the conversation was resumed and until Maya, the AI
     * examiner, was heard again, in ms.
     */
    public static void putResumptions(ObjectNode json, List<Resumption> resumptions) {
        json.put("resumptions", resumptions.size());
        json.put("reattached", count(resumptions, Resumption.Kind.REATTACHED));
        json.put("takenOver", count(resumptions, Resumption.Kind.TAKEN_OVER));
        json.put("begunAgain", count(resumptions, Resumption.Kind.BEGUN_AGAIN));
        putPercentiles(json, "resumedMs", Latencies.untilResumedUs(resumptions));
        putPercentiles(json, "mayaMs", Latencies.untilMayaUs(resumptions));
    }

    /** Adds the resumptions as rows; none if no connection was lost. */
    public static void addResumptions(TextTable table, List<Resumption> resumptions) {
        if (!resumptions.isEmpty()) {
            table.addRow(
                    "connections lost",
                    "%d: %d re-attached, %d taken over, %d begun again"
                            .formatted(
                                    resumptions.size(),
                                    count(resumptions, Resumption.Kind.REATTACHED),
                                    count(resumptions, Resumption.Kind.TAKEN_OVER),
                                    count(resumptions, Resumption.Kind.BEGUN_AGAIN)));
            table.addDelays("until resumed", Latencies.untilResumedUs(resumptions));
            table.addDelays("until Maya", Latencies.untilMayaUs(resumptions));
        }
    }

    private static long count(List<Resumption> resumptions, Resumption.Kind kind) {
        return resumptions.stream().filter(r -> r.kind() == kind).count();
    }

    private double sentS() {
        return result.uplink().sent().frames() * Microphone.FRAME_US / 1e6;
    }

    private double playedS() {
        return seconds(
                result.replies().stream().mapToLong(ConversationResult.HeardReply::playedMs).sum());
    }

    private int gaps() {
        return result.replies().stream().mapToInt(ConversationResult.HeardReply::gaps).sum();
    }

    private long gapMs() {
        return result.replies().stream().mapToLong(ConversationResult.HeardReply::gapMs).sum();
    }

    private static double seconds(long ms) {
        return ms / 1000.0;
    }
}
