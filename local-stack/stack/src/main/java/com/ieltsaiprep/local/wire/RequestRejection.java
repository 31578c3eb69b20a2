package com.ieltsaiprep.local.wire;

import com.ieltsaiprep.local.json.JsonValues;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Error response with which a stand-in rejects a request, in the form of AWS's JSON services.
 *
 * @param status HTTP status
 * @param type name of the AWS exception, such as {@code ValidationException}
 * @param message text that explains the error to the caller
 */
public record RequestRejection(int status, String type, String message) {
    private static final Logger LOG = LoggerFactory.getLogger(RequestRejection.class);

    /**
     * Sends this error as the response to a request: the message as JSON, and the exception's name
     * in the header {@code x-amzn-errortype}.
     */
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
