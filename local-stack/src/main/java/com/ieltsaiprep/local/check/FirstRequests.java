package com.ieltsaiprep.local.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.candidate.StackAddress;
import com.ieltsaiprep.local.candidate.StackClient;
import com.ieltsaiprep.local.wire.JsonValues;

import org.jspecify.annotations.Nullable;

import java.util.Base64;

/** Requests as a function gets them, each from another address. For one thread. */
final class FirstRequests {
    private final StackClient client;
    private final StackAddress.Functions account;
    private int addresses;

    /**
     * @param client makes people
     * @param account of somebody who can sign in
     */
    FirstRequests(StackClient client, StackAddress.Functions account) {
        this.client = client;
        this.account = account;
    }

    /** Somebody whom the function has never seen asks who they are. */
    byte[] me() {
        return event("GET", "/me", client.token(), null);
    }

    /** Somebody signs in. */
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
        addresses++;
        ObjectNode context = event.putObject("requestContext");
        context.put("requestId", "cold-start-" + addresses);
        context.putObject("identity").put("sourceIp", "198.51.%d.1".formatted(addresses % 256));
        if (body != null) {
            event.put("body", Base64.getEncoder().encodeToString(JsonValues.write(body)));
        }
        event.put("isBase64Encoded", body != null);
        return JsonValues.write(event);
    }
}
