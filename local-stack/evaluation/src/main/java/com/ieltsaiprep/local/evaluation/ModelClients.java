package com.ieltsaiprep.local.evaluation;

import com.ieltsaiprep.common.marking.ModelRequest;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;

/** Model clients of an evaluation, chained by its options: a replay, or live with a cost limit. */
final class ModelClients implements ModelClient, AutoCloseable {
    private final ModelClient first;
    private final @Nullable CostLimit limit;
    private final @Nullable LiveClient live;

    /**
     * Creates the clients.
     *
     * @throws EvaluationException if the models are to be called and no region is configured
     */
    ModelClients(EvaluationOptions.Replies options) {
        Path replay = options.replay();
        if (replay != null) {
            first = new ReplayClient(RecordedReplies.read(replay));
            limit = null;
            live = null;
            return;
        }
        live = LiveClient.of(options.region());
        limit = new CostLimit(live, options.prices(), options.maxCostUsd());
        Path record = options.record();
        first =
                record == null
                        ? limit
                        : new RecordingClient(limit, RecordedReplies.read(record), record);
    }

    @Override
    public CallResult call(ModelRequest request, int run) {
        return first.call(request, run);
    }

    /** Returns the cost of the calls so far, USD. */
    double spentUsd() {
        return limit == null ? 0 : limit.spentUsd();
    }

    @Override
    public void close() {
        if (live != null) {
            live.close();
        }
    }
}
