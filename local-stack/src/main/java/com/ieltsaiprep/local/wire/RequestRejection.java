package com.ieltsaiprep.local.wire;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Error response of an AWS JSON service.
 *
 * @param type name of the exception, upper camel case
 */
public record RequestRejection(int status, String type, String message) {
    private static final Logger LOG = LoggerFactory.getLogger(RequestRejection.class);

    /** Sends the error as the response. */
    public void send(HttpServerRequest request) {
        LOG.info("rejected status={} type={}", status, type);
        byte[] json = JsonValues.write(JsonValues.object().put("message", message));
        var _ =
                request.response()
                        .setStatusCode(status)
                        .putHeader("x-amzn-errortype", type)
                        .putHeader("content-type", "application/json")
                        .end(Buffer.buffer(json));
    }
}
