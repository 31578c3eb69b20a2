package com.ieltsaiprep.local.wire;

import io.vertx.core.http.HttpServerRequest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Parts of a request that Signature Version 4 signs.
 *
 * @param uri path and query as received, still encoded
 * @param headers by lower-case name; the values of a repeated name are joined by commas
 */
record SignedRequest(String method, String uri, Map<String, String> headers) {
    static SignedRequest of(HttpServerRequest request) {
        Map<String, String> headers = new TreeMap<>();
        for (Map.Entry<String, String> header : request.headers()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            headers.merge(name, header.getValue().strip(), (one, two) -> one + "," + two);
        }
        if (request.authority() != null) {
            String authority = request.authority().toString();
            headers.put("host", authority);
            // The SDK for JavaScript signs the pseudo-header of HTTP/2 instead.
            headers.put(":authority", authority);
        }
        return new SignedRequest(request.method().name(), request.uri(), headers);
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** Returns the canonical request, whose hash is signed. */
    String canonical(String signedHeaders) {
        int question = uri.indexOf('?');
        String path = question < 0 ? uri : uri.substring(0, question);
        String query = question < 0 ? "" : uri.substring(question + 1);
        StringBuilder text = new StringBuilder(512);
        text.append(method).append('\n').append(encode(path)).append('\n');
        text.append(canonicalQuery(query)).append('\n');
        for (String name : signedHeaders.split(";", -1)) {
            text.append(name).append(':');
            text.append(header(name).replaceAll(" +", " ")).append('\n');
        }
        text.append('\n').append(signedHeaders).append('\n');
        return text.append(header("x-amz-content-sha256")).toString();
    }

    /**
     * Encodes the path, which is encoded for the wire already, once more, as every service but S3
     * does.
     */
    private static String encode(String path) {
        return path.replace("%", "%25").replace(":", "%3A");
    }

    private static String canonicalQuery(String query) {
        return Arrays.stream(query.split("&", -1))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.contains("=") ? pair : pair + "=")
                .sorted()
                .collect(Collectors.joining("&"));
    }
}
