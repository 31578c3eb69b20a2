package com.ieltsaiprep.local.evaluation;

import com.ieltsaiprep.common.Json;
import com.ieltsaiprep.common.Sha256;
import com.ieltsaiprep.common.marking.ModelRequest;

import java.util.List;

/** Request hash: SHA-256 of all that a model is sent, by which a recorded reply is found. */
final class RequestHash {
    private RequestHash() {}

    /** Returns the hash of a request, 64 hexadecimal digits; its id does not count. */
    static String of(ModelRequest request) {
        return Sha256.hex(
                Json.write(
                        List.of(
                                request.model(),
                                request.system(),
                                request.user(),
                                request.tool(),
                                request.schema(),
                                request.maxTokens())));
    }
}
