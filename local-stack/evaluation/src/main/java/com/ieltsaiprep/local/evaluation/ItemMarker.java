package com.ieltsaiprep.local.evaluation;

import com.ieltsaiprep.common.marking.MarkingEngine;
import com.ieltsaiprep.common.marking.MarkingState;
import com.ieltsaiprep.common.marking.ModelRequest;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Gatherers;

/** Item marker: marks items with the marking engine as the product does, eight calls at a time. */
final class ItemMarker {
    /** Calls that a function of the product runs at once. */
    static final int CONCURRENCY = 8;

    private final MarkingEngine engine;
    private final ModelClient client;

    ItemMarker(MarkingEngine engine, ModelClient client) {
        this.engine = engine;
        this.client = client;
    }

    /**
     * Marks an item and blocks until all calls are over.
     *
     * @param run number of the run, from 1
     */
    ItemMarking mark(MarkedItem item, int run) {
        List<ModelCall> calls = new ArrayList<>();
        MarkingState state = engine.begin(item.submission());
        List<ModelRequest> requests = engine.next(state);
        for (int wave = 1; !requests.isEmpty(); wave++) {
            int number = wave;
            List<ModelCall> results =
                    requests.stream()
                            .gather(
                                    Gatherers.mapConcurrent(
                                            CONCURRENCY,
                                            request ->
                                                    new ModelCall(
                                                            request,
                                                            client.call(request, run),
                                                            number)))
                            .toList();
            for (ModelCall call : results) {
                String id = call.request().id();
                state =
                        switch (call.result()) {
                            case CallResult.Replied replied ->
                                    engine.replied(state, id, replied.reply());
                            case CallResult.Failed failed ->
                                    engine.failed(state, id, failed.failure());
                        };
            }
            calls.addAll(results);
            requests = engine.next(state);
        }
        return new ItemMarking(item, MachineMark.of(item.task(), engine.assess(state)), calls);
    }
}
