package com.ieltsaiprep.local.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.client.ConversationReport;
import com.ieltsaiprep.local.client.ConversationResult;
import com.ieltsaiprep.local.client.Latencies;
import com.ieltsaiprep.local.client.Microphone;
import com.ieltsaiprep.local.client.Resumption;
import com.ieltsaiprep.local.client.StackUnavailableException;
import com.ieltsaiprep.local.client.TextTable;
import com.ieltsaiprep.local.control.SonicControl;
import com.ieltsaiprep.local.control.StackClient;
import com.ieltsaiprep.local.json.JsonValues;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/**
 * Report on the conversations of a load: their counts, latencies and problems, summed up.
 *
 * @param attempts all attempts to hold a conversation
 * @param latencies latencies of the conversations that were held, in the order of the attempts
 * @param heldBytesMax largest number of bytes that the gateway held in memory for one conversation,
 *     according to its metric {@code gateway_held_bytes_max}; empty if the gateway has no such
 *     metric
 * @param problems one line for each conversation that was not held or in which something went wrong
 */
public record LoadReport(
        List<LoadGenerator.Attempt> attempts,
        List<Latencies> latencies,
        OptionalLong heldBytesMax,
        List<String> problems) {
    private static final String HELD_BYTES = "gateway_held_bytes_max";
    private static final int FRAME_BYTES = Microphone.FRAME_SAMPLES * 2;

    /**
     * Creates the report on a load from the results of the attempts, the records of the Nova Sonic
     * stand-in and the metrics of the gateway. Blocks until the stand-in and the gateway have
     * responded.
     *
     * @param client client of the stack that was under load
     * @throws StackUnavailableException if the stand-in or the gateway does not answer
     */
    public static LoadReport of(List<LoadGenerator.Attempt> attempts, StackClient client) {
        List<String> problems = new ArrayList<>();
        List<SonicControl.Stream> streams =
                client.sonic().map(SonicControl::streams).orElse(List.of());
        List<Latencies> latencies = new ArrayList<>();
        for (LoadGenerator.Attempt attempt : attempts) {
            ConversationResult result = attempt.result();
            if (result == null) {
                problems.add(String.valueOf(attempt.failure()));
                continue;
            }
            addProblems(result, streams, problems);
            latencies.add(
                    Latencies.of(
                            result,
                            client.sonic()
                                    .map(sonic -> sonic.marks(result.overview().sessionId()))
                                    .orElse(null)));
        }
        var heldBytes = client.metric(HELD_BYTES);
        return new LoadReport(
                attempts,
                latencies,
                heldBytes.isPresent()
                        ? OptionalLong.of((long) heldBytes.getAsDouble())
                        : OptionalLong.empty(),
                problems);
    }

    /**
     * Returns the acknowledgement delays of all conversations, µs: for each acknowledgement, the
     * time from when the acknowledged microphone frame was due to be sent until the acknowledgement
     * arrived.
     */
    public List<Long> ackDelayUs() {
        return results().stream().flatMap(o -> o.uplink().ackDelaysUs().stream()).toList();
    }

    /**
     * Returns the start delays of all conversations, µs: for each reply of Maya, the AI examiner,
     * the time from its first audio until its first sample was played.
     */
    public List<Long> startDelayUs() {
        return latencies.stream().flatMap(m -> m.startDelayUs().stream()).toList();
    }

    /**
     * Returns the report on the load as a new JSON object. A figure that was not measured is null.
     */
    public ObjectNode toJson() {
        ObjectNode json = JsonValues.object();
        json.put("conversations", attempts.size());
        json.put("complete", attempts.size() - problems.size());
        problems.forEach(json.putArray("problems")::add);
        json.put("turns", total(o -> o.turns().size()));
        json.put("framesSent", total(o -> o.uplink().sent().frames()));
        json.put("framesReceived", total(o -> o.downlink().frames()));
        json.put("lostFrames", total(o -> o.uplink().lostFrames()));
        json.put("outOfSequence", total(o -> o.downlink().outOfSequence()));
        json.put("gaps", total(LoadReport::gaps));
        ConversationReport.putResumptions(json, resumptions());
        ConversationReport.putPercentiles(json, "ackDelayMs", ackDelayUs());
        ConversationReport.putPercentiles(json, "startDelayMs", startDelayUs());
        ConversationReport.putPercentiles(json, "responseGapMs", responseGapUs());
        json.put("sentLateMsMax", sentLateMs());
        heldBytesMax.ifPresentOrElse(
                bytes -> json.put("heldBytesMax", bytes), () -> json.putNull("heldBytesMax"));
        return json;
    }

    /**
     * Returns the report on the load as lines of text: a table of names and values, without the
     * problems.
     */
    public List<String> toTable() {
        TextTable table = new TextTable();
        table.addRow(
                "conversations",
                "%d, complete %d".formatted(attempts.size(), attempts.size() - problems.size()));
        table.addRow("turns", String.valueOf(total(o -> o.turns().size())));
        table.addRow(
                "frames",
                "%d up, %d lost; %d down, %d out of sequence"
                        .formatted(
                                total(o -> o.uplink().sent().frames()),
                                total(o -> o.uplink().lostFrames()),
                                total(o -> o.downlink().frames()),
                                total(o -> o.downlink().outOfSequence())));
        table.addRow("gaps", String.valueOf(total(LoadReport::gaps)));
        ConversationReport.addResumptions(table, resumptions());
        table.addDelays("ack delay", ackDelayUs());
        table.addDelays("start delay", startDelayUs());
        table.addDelays("response gap", responseGapUs());
        table.addRow("sent late at worst", sentLateMs() + " ms");
        table.addRow(
                "held by the gateway",
                heldBytesMax.isPresent()
                        ? "%d KB for a conversation at most"
                                .formatted(heldBytesMax.getAsLong() / 1024)
                        : "not told");
        return table.lines();
    }

    private List<ConversationResult> results() {
        return attempts.stream()
                .map(LoadGenerator.Attempt::result)
                .filter(Objects::nonNull)
                .toList();
    }

    private List<Long> responseGapUs() {
        return latencies.stream().flatMap(m -> m.responseGapUs().stream()).toList();
    }

    /** Returns every resumption after a lost connection, one conversation after the other. */
    public List<Resumption> resumptions() {
        return results().stream().flatMap(o -> o.resumptions().stream()).toList();
    }

    private long sentLateMs() {
        return results().stream().mapToLong(o -> o.uplink().sent().maxLateUs()).max().orElse(0)
                / 1000;
    }

    private long total(ToLongFunction<ConversationResult> figure) {
        return results().stream().mapToLong(figure).sum();
    }

    private static long gaps(ConversationResult result) {
        return result.replies().stream().mapToLong(ConversationResult.HeardReply::gaps).sum();
    }

    private static void addProblems(
            ConversationResult result, List<SonicControl.Stream> streams, List<String> problems) {
        List<String> found = new ArrayList<>(result.problems());
        if (result.uplink().unackedFrames() > 0) {
            found.add(
                    "%d frames were never acknowledged".formatted(result.uplink().unackedFrames()));
        }
        long sentBytes = (long) result.uplink().sent().frames() * FRAME_BYTES;
        List<SonicControl.Stream> own =
                streams.stream().filter(it -> it.isOf(result.overview().sessionId())).toList();
        long heardBytes = own.stream().mapToLong(SonicControl.Stream::pcmBytes).sum();
        // What may have been lost with a connection or a stream is sent to Maya again.
        boolean replayed = own.size() != 1 || !result.resumptions().isEmpty();
        if (!replayed && heardBytes != sentBytes) {
            found.add(
                    "%d bytes of voice were sent, Maya heard %d".formatted(sentBytes, heardBytes));
        }
        if (!replayed && result.uplink().lostFrames() > 0) {
            found.add("Maya did not hear %d frames".formatted(result.uplink().lostFrames()));
        }
        if (!found.isEmpty()) {
            problems.add(result.overview().sessionId() + ": " + String.join("; ", found));
        }
    }
}
