package com.ieltsaiprep.local.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.control.StackClient;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.stack.StackAddress;

import org.jspecify.annotations.Nullable;

import java.util.Base64;

/**
 * Lambda proxy events for cold starts, each from another address lest a rate limit count. For one
 * thread.
 */
final class ColdStartRequests {
    private final StackClient client;
    private final StackAddress.Functions account;
    private int requests;

    /**
     * Creates the events.
     *
     * @param client creates accounts
     * @param account that can sign in
     */
    ColdStartRequests(StackClient client, StackAddress.Functions account) {
        this.client = client;
        this.account = account;
    }

    /** Creates a {@code GET /me} of an account that the function has never seen. */
    byte[] me() {
        return event("GET", "/me", client.accessToken(), null);
    }

    /** Creates a sign-in with email and password. */
    byte[] signIn() {
        ObjectNode body =
                JsonValues.object()
                        .put("email", account.email())
                        .put("password", account.password());
        return event("POST", "/auth/sign-in", null, body);
    }

    private byte[] event(
            String method, String path, @Nullable String token, @Nullable ObjectNode body) {
        ObjectNode event = JsonValues.object();
        event.put("resource", "/{proxy+}").put("path", path).put("httpMethod", method);
        ObjectNode headers = event.putObject("multiValueHeaders");
        headers.putArray("Content-Type").add("application/json");
        if (token != null) {
            headers.putArray("Authorization").add("Bearer " + token);
        }
        requests++;
        ObjectNode context = event.putObject("requestContext");
        context.put("requestId", "cold-start-" + requests);
        context.putObject("identity").put("sourceIp", "198.51.%d.1".formatted(requests % 256));
        if (body != null) {
            event.put("body", Base64.getEncoder().encodeToString(JsonValues.write(body)));
        }
        event.put("isBase64Encoded", body != null);
        return JsonValues.write(event);
    }
}
