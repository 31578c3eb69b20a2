package com.ieltsaiprep.local.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.json.JsonValues;

import io.vertx.core.http.HttpServerRequest;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Proxy event: a request as API Gateway's REST API passes it to a function.
 *
 * <p>It has payload version 1, with the binary media type {@code *}{@code /*} (<a
 * href="https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html">API
 * Gateway guide, Lambda proxy integrations</a>).
 *
 * @param resource such as {@code /{proxy+}}
 * @param proxy value of {@code {proxy+}}, still encoded; empty for a resource without it
 * @param id of the request
 */
record ProxyEvent(String resource, String proxy, String id, Instant at) {
    private static final String STAGE = "local";
    private static final String API = "local00api";
    private static final String ACCOUNT = "123456789012";

    /** Headers that API Gateway sets itself. */
    private static final Set<String> REPLACED_HEADERS =
            Set.of(
                    "connection",
                    "x-amzn-trace-id",
                    "x-forwarded-for",
                    "x-forwarded-port",
                    "x-forwarded-proto");

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /** Encodes the event as JSON. */
    byte[] write(HttpServerRequest request, byte[] body) {
        ObjectNode event = JsonValues.object();
        event.put("resource", resource);
        event.put("path", path(request));
        event.put("httpMethod", request.method().name());
        headers(event, request);
        query(event, request.query() == null ? "" : request.query());
        if (proxy.isEmpty()) {
            event.putNull("pathParameters");
        } else {
            event.putObject("pathParameters").put("proxy", decode(proxy));
        }
        event.putNull("stageVariables");
        context(event.putObject("requestContext"), request);
        if (body.length == 0) {
            event.putNull("body");
        } else {
            event.put("body", Base64.getEncoder().encodeToString(body));
        }
        event.put("isBase64Encoded", body.length > 0);
        return JsonValues.write(event);
    }

    private static String path(HttpServerRequest request) {
        return String.valueOf(request.path());
    }

    private void headers(ObjectNode event, HttpServerRequest request) {
        ObjectNode single = event.putObject("headers");
        ObjectNode multiple = event.putObject("multiValueHeaders");
        Map<String, String> names = new HashMap<>();
        for (Map.Entry<String, String> header : request.headers()) {
            String lower = header.getKey().toLowerCase(Locale.ROOT);
            if (!REPLACED_HEADERS.contains(lower)) {
                String name = names.computeIfAbsent(lower, _ -> header.getKey());
                add(single, multiple, name, header.getValue());
            }
        }
        String seconds = HexFormat.of().toHexDigits((int) at.getEpochSecond());
        String trace = "Root=1-" + seconds + "-" + id.replace("-", "").substring(8);
        add(single, multiple, "X-Amzn-Trace-Id", trace);
        String before = request.getHeader("X-Forwarded-For");
        String address = request.remoteAddress().hostAddress();
        String all = before == null ? address : before + ", " + address;
        add(single, multiple, "X-Forwarded-For", all);
        add(single, multiple, "X-Forwarded-Port", "443");
        add(single, multiple, "X-Forwarded-Proto", "https");
    }

    /** Adds a value: the single field keeps the last one, the multi-value field all. */
    private static void add(ObjectNode single, ObjectNode multiple, String name, String value) {
        single.put(name, value);
        if (multiple.get(name) instanceof ArrayNode values) {
            values.add(value);
        } else {
            multiple.putArray(name).add(value);
        }
    }

    private static void query(ObjectNode event, String query) {
        if (query.isEmpty()) {
            event.putNull("queryStringParameters");
            event.putNull("multiValueQueryStringParameters");
            return;
        }
        ObjectNode single = event.putObject("queryStringParameters");
        ObjectNode multiple = event.putObject("multiValueQueryStringParameters");
        for (String pair : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (!name.isEmpty()) {
                add(single, multiple, name, value);
            }
        }
    }

    private void context(ObjectNode context, HttpServerRequest request) {
        context.put("resourceId", "local0");
        context.put("resourcePath", resource);
        context.put("httpMethod", request.method().name());
        context.put("extendedRequestId", id);
        context.put("requestTime", TIME.format(at));
        context.put("path", "/" + STAGE + path(request));
        context.put("accountId", ACCOUNT);
        context.put("protocol", "HTTP/1.1");
        context.put("stage", STAGE);
        context.put("domainPrefix", API);
        context.put("requestTimeEpoch", at.toEpochMilli());
        context.put("requestId", id);
        context.put("domainName", "localhost");
        context.put("apiId", API);
        ObjectNode identity = context.putObject("identity");
        identity.putNull("accessKey").putNull("accountId").putNull("caller").putNull("user");
        identity.put("sourceIp", request.remoteAddress().hostAddress());
        identity.put("userAgent", request.getHeader("User-Agent"));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return text;
        }
    }
}
