package com.ieltsaiprep.local.converse;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.wire.JsonValues;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Records of a Bedrock stand-in: injected faults, counters, and the newest requests while a test
 * asks for them, in memory only. Thread-safe.
 */
final class ConverseRecords {
    private static final int MAX_FAULTS = 1_000;
    private static final int MAX_REQUESTS = 200;

    private final List<ConverseFault> faults = new ArrayList<>();
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

    synchronized void add(ConverseFault fault) {
        if (faults.size() == MAX_FAULTS) {
            throw new IllegalArgumentException("too many faults");
        }
        faults.add(fault);
    }

    synchronized void clearFaults() {
        faults.clear();
    }

    /** Returns the oldest fault that matches, and counts this use of it. */
    synchronized Optional<ConverseFault> nextFault(Region region, ConverseRequest request) {
        for (int i = 0; i < faults.size(); i++) {
            ConverseFault fault = faults.get(i);
            if (fault.matches(region, request)) {
                if (fault.times() == 1) {
                    faults.remove(i);
                } else {
                    faults.set(i, fault.decremented());
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
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
