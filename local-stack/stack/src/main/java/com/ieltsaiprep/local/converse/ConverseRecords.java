package com.ieltsaiprep.local.converse;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.wire.FaultQueue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Records of a Bedrock stand-in: injected faults, counters, and the newest requests while a test
 * asks for them, in memory only. Thread-safe.
 */
final class ConverseRecords {
    private static final int MAX_REQUESTS = 200;

    private final FaultQueue<ConverseFault> faults = new FaultQueue<>();
    private final Map<String, Integer> byCriterion = new TreeMap<>();
    private final Map<String, Integer> byModel = new TreeMap<>();
    private final Deque<RecordedRequest> requests = new ArrayDeque<>();
    private boolean isRecording;

    /** Counters of valid requests. */
    record Counts(int requests, Map<String, Integer> byCriterion, Map<String, Integer> byModel) {}

    /** Request as it was received, with the candidate's words. */
    record RecordedRequest(String region, String model, JsonNode body) {
        /** Returns text without the candidate's words. */
        @Override
        public String toString() {
            return "RecordedRequest[" + region + " " + model + "]";
        }
    }

    /** Order to record requests from now on, or to stop and forget them. */
    record Recording(boolean on) {}

    FaultQueue<ConverseFault> faults() {
        return faults;
    }

    /** Counts a request, and keeps its body while requests are recorded. */
    synchronized void count(Region region, ConverseRequest request, byte[] body) {
        byCriterion.merge(request.criterion(), 1, Integer::sum);
        byModel.merge(request.model(), 1, Integer::sum);
        if (isRecording) {
            if (requests.size() == MAX_REQUESTS) {
                requests.removeFirst();
            }
            requests.addLast(new RecordedRequest(region.awsName(), request.model(), parse(body)));
        }
    }

    private static JsonNode parse(byte[] body) {
        try {
            return JsonValues.read(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized void record(Recording order) {
        isRecording = order.on;
        requests.clear();
    }

    synchronized List<RecordedRequest> requests() {
        return List.copyOf(requests);
    }

    synchronized Counts counts() {
        int all = byCriterion.values().stream().mapToInt(Integer::intValue).sum();
        return new Counts(all, Map.copyOf(byCriterion), Map.copyOf(byModel));
    }

    synchronized void clearCounts() {
        byCriterion.clear();
        byModel.clear();
    }
}
