package com.ieltsaiprep.local.candidate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.wire.JsonValues;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * What many conversations were like together.
 *
 * @param measures of those that were held
 * @param heldBytesMax the most that the gateway's code held for any conversation, by its own count;
 *     empty if it does not tell
 * @param problems one line for each conversation that was not as it should be
 */
public record LoadReport(
        List<Load.Held> held,
        List<Measures> measures,
        OptionalLong heldBytesMax,
        List<String> problems) {
    private static final String HELD_BYTES = "gateway_held_bytes_max";
    private static final int FRAME_BYTES = Microphone.FRAME_SAMPLES * 2;

    /** Asks the stack about its side and puts both together. */
    public static LoadReport of(List<Load.Held> held, StackClient client) {
        List<String> problems = new ArrayList<>();
        List<SonicControl.Stream> streams =
                client.sonic().map(SonicControl::streams).orElse(List.of());
        List<Measures> measures = new ArrayList<>();
        for (Load.Held one : held) {
            Outcome outcome = one.outcome();
            if (outcome == null) {
                problems.add(String.valueOf(one.failure()));
                continue;
            }
            describe(outcome, streams, problems);
            measures.add(
                    Measures.of(
                            outcome,
                            client.sonic()
                                    .map(sonic -> sonic.marks(outcome.who().sessionId()))
                                    .orElse(null)));
        }
        var heldBytes = client.metric(HELD_BYTES);
        return new LoadReport(
                held,
                measures,
                heldBytes.isPresent()
                        ? OptionalLong.of((long) heldBytes.getAsDouble())
                        : OptionalLong.empty(),
                problems);
    }

    /** From the moment a frame is due at the microphone to its acknowledgement, µs. */
    public List<Long> ackDelayUs() {
        return outcomes().stream().flatMap(o -> o.up().ackDelaysUs().stream()).toList();
    }

    /** See {@link Measures#startDelayUs}. */
    public List<Long> startDelayUs() {
        return measures.stream().flatMap(m -> m.startDelayUs().stream()).toList();
    }

    /** One JSON object. */
    public ObjectNode toJson() {
        ObjectNode json = JsonValues.object();
        json.put("conversations", held.size());
        json.put("whole", held.size() - problems.size());
        problems.forEach(json.putArray("problems")::add);
        json.put("turns", total(o -> o.turns().size()));
        json.put("framesSent", total(o -> o.up().sent().frames()));
        json.put("framesReceived", total(o -> o.down().frames()));
        json.put("lostFrames", total(o -> o.up().lostFrames()));
        json.put("outOfSequence", total(o -> o.down().outOfSequence()));
        json.put("gaps", total(LoadReport::gaps));
        Report.putResumptions(json, resumptions());
        Report.putPercentiles(json, "ackDelayMs", ackDelayUs());
        Report.putPercentiles(json, "startDelayMs", startDelayUs());
        Report.putPercentiles(json, "responseGapMs", responseGapUs());
        json.put("sentLateMsMax", sentLateMs());
        heldBytesMax.ifPresentOrElse(
                bytes -> json.put("heldBytesMax", bytes), () -> json.putNull("heldBytesMax"));
        return json;
    }

    /** The same as lines of text. */
    public List<String> toTable() {
        Table table = new Table();
        table.row(
                "conversations",
                "%d, whole %d".formatted(held.size(), held.size() - problems.size()));
        table.row("turns", String.valueOf(total(o -> o.turns().size())));
        table.row(
                "frames",
                "%d up, %d lost; %d down, %d out of sequence"
                        .formatted(
                                total(o -> o.up().sent().frames()),
                                total(o -> o.up().lostFrames()),
                                total(o -> o.down().frames()),
                                total(o -> o.down().outOfSequence())));
        table.row("gaps", String.valueOf(total(LoadReport::gaps)));
        Report.addResumptions(table, resumptions());
        table.delays("ack delay", ackDelayUs());
        table.delays("start delay", startDelayUs());
        table.delays("response gap", responseGapUs());
        table.row("sent late at worst", sentLateMs() + " ms");
        table.row(
                "held by the gateway",
                heldBytesMax.isPresent()
                        ? "%d KB for a conversation at most"
                                .formatted(heldBytesMax.getAsLong() / 1024)
                        : "not told");
        return table.lines();
    }

    private List<Outcome> outcomes() {
        return held.stream().map(Load.Held::outcome).filter(Objects::nonNull).toList();
    }

    private List<Long> responseGapUs() {
        return measures.stream().flatMap(m -> m.responseGapUs().stream()).toList();
    }

    /** How often a connection was lost in any conversation. */
    public List<Resumption> resumptions() {
        return outcomes().stream().flatMap(o -> o.resumptions().stream()).toList();
    }

    private long sentLateMs() {
        return outcomes().stream().mapToLong(o -> o.up().sent().maxLateUs()).max().orElse(0) / 1000;
    }

    private long total(ToLongFunction<Outcome> figure) {
        return outcomes().stream().mapToLong(figure).sum();
    }

    private static long gaps(Outcome outcome) {
        return outcome.replies().stream().mapToLong(Outcome.HeardReply::gaps).sum();
    }

    private static void describe(
            Outcome outcome, List<SonicControl.Stream> streams, List<String> problems) {
        List<String> found = new ArrayList<>(outcome.problems());
        if (outcome.up().unackedFrames() > 0) {
            found.add("%d frames were never acknowledged".formatted(outcome.up().unackedFrames()));
        }
        long sentBytes = (long) outcome.up().sent().frames() * FRAME_BYTES;
        List<SonicControl.Stream> own =
                streams.stream().filter(it -> it.isOf(outcome.who().sessionId())).toList();
        long heard = own.stream().mapToLong(SonicControl.Stream::pcmBytes).sum();
        // What may have been lost with a connection or a stream is given to Maya again.
        boolean again = own.size() != 1 || !outcome.resumptions().isEmpty();
        if (!again && heard != sentBytes) {
            found.add("%d bytes of voice were sent, Maya heard %d".formatted(sentBytes, heard));
        }
        if (!again && outcome.up().lostFrames() > 0) {
            found.add("Maya did not hear %d frames".formatted(outcome.up().lostFrames()));
        }
        if (!found.isEmpty()) {
            problems.add(outcome.who().sessionId() + ": " + String.join("; ", found));
        }
    }
}
