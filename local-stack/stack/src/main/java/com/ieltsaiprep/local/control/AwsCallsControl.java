package com.ieltsaiprep.local.control;

import com.ieltsaiprep.local.client.StackUnavailableException;
import com.ieltsaiprep.local.client.api.ApiClient;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.wire.AwsCall;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Client of the control APIs by which all stand-ins of a stack report the AWS calls of its roles.
 * Its requests block. Thread-safe.
 */
public final class AwsCallsControl {
    private final ApiClient http;
    private final List<URI> addresses;

    AwsCallsControl(ApiClient http, List<URI> controls) {
        this.http = http;
        this.addresses = controls.stream().map(it -> it.resolve("/aws-calls")).toList();
    }

    /** Returns the distinct AWS calls that the stand-ins have recorded. */
    public SortedSet<AwsCall> calls() {
        SortedSet<AwsCall> calls = new TreeSet<>();
        for (URI address : addresses) {
            try {
                byte[] json =
                        http.request("GET", address, Map.of(), new byte[0]).successful().body();
                calls.addAll(List.of(JsonValues.read(json, AwsCall[].class)));
            } catch (IOException e) {
                throw new StackUnavailableException(address + " did not answer with calls", e);
            }
        }
        return calls;
    }

    /** Deletes the recorded calls. */
    public void clear() {
        addresses.forEach(
                address -> http.request("DELETE", address, Map.of(), new byte[0]).successful());
    }
}
