package com.ieltsaiprep.local.candidate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.wire.JsonValues;

import java.util.List;
import java.util.Locale;

/** What is told of a conversation at its end, for people and for programs. No words of it. */
public record Report(Outcome outcome, Measures measures) {

    /** One JSON object; a figure that could not be measured is null. */
    public ObjectNode toJson() {
        ObjectNode json = JsonValues.object();
        json.put("sessionId", outcome.who().sessionId());
        json.put("whole", outcome.whole());
        outcome.problems().forEach(json.putArray("problems")::add);
        json.put("audioSentS", sentS());
        json.put("audioReceivedS", seconds(outcome.down().audioMs()));
        json.put("audioPlayedS", playedS());
        json.put("utterances", outcome.who().utterances());
        json.put("turns", outcome.turns().size());
        putPercentiles(json, "startDelayMs", measures.startDelayUs());
        json.put("startDelayFrom", measures.fromStandIn() ? "standInAudio" : "firstFrame");
        putPercentiles(json, "responseGapMs", measures.responseGapUs());
        json.put("gaps", gaps());
        json.put("gapMs", gapMs());
        putResumptions(json, outcome.resumptions());
        json.put("lostFrames", outcome.up().lostFrames());
        json.put("outOfSequence", outcome.down().outOfSequence());
        json.put("acks", outcome.up().acks());
        json.put("unackedFrames", outcome.up().unackedFrames());
        json.put("clears", outcome.cuts().size());
        putPercentiles(json, "clearMs", measures.clearUs());
        putPercentiles(json, "bargeInMs", measures.bargeInUs());
        outcome.ending().errors().forEach(json.putArray("errors")::add);
        json.put("ended", outcome.ending().reason().toLowerCase(Locale.ROOT));
        outcome.ending()
                .closeCode()
                .ifPresentOrElse(
                        code -> json.put("closeCode", code), () -> json.putNull("closeCode"));
        return json;
    }

    /** The same as lines of text. */
    public List<String> toTable() {
        Table table = new Table();
        table.row("session", outcome.who().sessionId());
        table.row("audio sent", "%.1f s".formatted(sentS()));
        table.row(
                "audio received",
                "%.1f s, played %.1f s".formatted(seconds(outcome.down().audioMs()), playedS()));
        table.row(
                "turns", "%d of %d".formatted(outcome.turns().size(), outcome.who().utterances()));
        table.delays(
                measures.fromStandIn() ? "start delay" : "start delay from first frame",
                measures.startDelayUs());
        table.delays("response gap", measures.responseGapUs());
        table.row("gaps", "%d, %d ms".formatted(gaps(), gapMs()));
        addResumptions(table, outcome.resumptions());
        table.row(
                "frames",
                "%d sent, %d acks, %d lost"
                        .formatted(
                                outcome.up().sent().frames(),
                                outcome.up().acks(),
                                outcome.up().lostFrames()));
        table.delays("clear", measures.clearUs());
        table.delays("barge-in", measures.bargeInUs());
        table.row(
                "closed",
                outcome.ending().closeCode().isPresent()
                        ? String.valueOf(outcome.ending().closeCode().getAsInt())
                        : "no");
        table.row("whole", outcome.whole() ? "yes" : "no");
        outcome.problems().forEach(problem -> table.row("", problem));
        return table.lines();
    }

    /** Puts the percentiles of delays under {@code nameP50}, {@code nameP95}, {@code nameMax}. */
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

    /** Puts how often connections were lost, and how long it took to go on. */
    public static void putResumptions(ObjectNode json, List<Resumption> resumptions) {
        json.put("resumptions", resumptions.size());
        json.put("reattached", count(resumptions, Resumption.Kind.REATTACHED));
        json.put("takenOver", count(resumptions, Resumption.Kind.TAKEN_OVER));
        json.put("begunAgain", count(resumptions, Resumption.Kind.BEGUN_AGAIN));
        putPercentiles(json, "resumedMs", Measures.untilResumedUs(resumptions));
        putPercentiles(json, "mayaMs", Measures.untilMayaUs(resumptions));
    }

    /** The same as rows of a table; none if no connection was lost. */
    static void addResumptions(Table table, List<Resumption> resumptions) {
        if (!resumptions.isEmpty()) {
            table.row(
                    "connections lost",
                    "%d: %d re-attached, %d taken over, %d begun again"
                            .formatted(
                                    resumptions.size(),
                                    count(resumptions, Resumption.Kind.REATTACHED),
                                    count(resumptions, Resumption.Kind.TAKEN_OVER),
                                    count(resumptions, Resumption.Kind.BEGUN_AGAIN)));
            table.delays("until resumed", Measures.untilResumedUs(resumptions));
            table.delays("until Maya", Measures.untilMayaUs(resumptions));
        }
    }

    private static long count(List<Resumption> resumptions, Resumption.Kind kind) {
        return resumptions.stream().filter(r -> r.kind() == kind).count();
    }

    private double sentS() {
        return outcome.up().sent().frames() * Microphone.FRAME_US / 1e6;
    }

    private double playedS() {
        return seconds(outcome.replies().stream().mapToLong(Outcome.HeardReply::playedMs).sum());
    }

    private int gaps() {
        return outcome.replies().stream().mapToInt(Outcome.HeardReply::gaps).sum();
    }

    private long gapMs() {
        return outcome.replies().stream().mapToLong(Outcome.HeardReply::gapMs).sum();
    }

    private static double seconds(long ms) {
        return ms / 1000.0;
    }
}
