package com.ieltsaiprep.local.wire;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An error as AWS's JSON services answer it.
 *
 * @param type name of the exception, upper camel case
 */
public record RequestRejection(int status, String type, String message) {
    private static final Logger LOG = LoggerFactory.getLogger(RequestRejection.class);

    /** Answers a request. */
    public void answer(HttpServerRequest request) {
        LOG.info("refused status={} type={}", status, type);
        byte[] json = JsonValues.write(JsonValues.object().put("message", message));
        var _ =
                request.response()
                        .setStatusCode(status)
                        .putHeader("x-amzn-errortype", type)
                        .putHeader("content-type", "application/json")
                        .end(Buffer.buffer(json));
    }
}
