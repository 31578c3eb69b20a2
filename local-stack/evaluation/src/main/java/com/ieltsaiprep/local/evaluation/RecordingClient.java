package com.ieltsaiprep.local.evaluation;

import com.ieltsaiprep.common.marking.ModelRequest;

import java.nio.file.Path;
import java.util.Optional;

/** Model client that records each reply in a file, and answers from it what it has recorded. */
final class RecordingClient implements ModelClient {
    private final ModelClient client;
    private final RecordedReplies recorded;
    private final Path file;

    RecordingClient(ModelClient client, RecordedReplies recorded, Path file) {
        this.client = client;
        this.recorded = recorded;
        this.file = file;
    }

    @Override
    public CallResult call(ModelRequest request, int run) {
        String hash = RequestHash.of(request);
        Optional<CallResult.Replied> known = recorded.find(hash, run);
        if (known.isPresent()) {
            return known.get();
        }
        CallResult result = client.call(request, run);
        if (result instanceof CallResult.Replied replied) {
            recorded.append(file, hash, run, replied);
        }
        return result;
    }
}
