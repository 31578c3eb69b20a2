package com.ieltsaiprep.local.mail;

import io.netty.handler.codec.http.QueryStringDecoder;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Request body of AWS's query protocol: a URL-encoded form. */
record QueryProtocolForm(Map<String, List<String>> fields) {
    /**
     * Reads a body.
     *
     * @throws IllegalArgumentException if it is not a form
     */
    static QueryProtocolForm read(byte[] body) {
        String text = new String(body, StandardCharsets.US_ASCII);
        return new QueryProtocolForm(new QueryStringDecoder(text, false).parameters());
    }

    /** Returns a field; empty if it is missing. */
    String text(String name) {
        return fields.getOrDefault(name, List.of("")).getFirst();
    }

    /** Returns the members of a list. */
    List<String> members(String name) {
        List<String> members = new ArrayList<>();
        for (int i = 1; fields.containsKey(name + ".member." + i); i++) {
            members.add(text(name + ".member." + i));
        }
        return members;
    }
}
