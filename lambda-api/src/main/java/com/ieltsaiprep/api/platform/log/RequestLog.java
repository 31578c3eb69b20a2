package com.ieltsaiprep.api.platform.log;

import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.http.Route;

import org.jspecify.annotations.Nullable;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Request log: writes one line for each HTTP request, with metrics of its latency and status. */
public final class RequestLog {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Pattern TRACE = Pattern.compile("(?:^|;)Root=([0-9a-f-]{1,64})(?:;|$)");

    private final Log log;
    private final Supplier<@Nullable String> traceHeader;
    private final AtomicBoolean cold = new AtomicBoolean(true);

    /**
     * Creates a log of HTTP requests, which writes one line for each to a function's log.
     *
     * @param log the function's log
     * @param traceHeader returns the {@code X-Amzn-Trace-Id} of the current request; null if the
     *     request has no trace
     */
    public RequestLog(Log log, Supplier<@Nullable String> traceHeader) {
        this.log = log;
        this.traceHeader = traceHeader;
    }

    /** Records that the process is warm, so that no later request counts as a cold start. */
    public void warmed() {
        cold.set(false);
    }

    /** Logs an answered request with its route, status, response length and duration in ms. */
    public void answered(Request request, String route, Response response, long ms) {
        int status = response.status();
        boolean first = cold.getAndSet(false);
        Map<String, Object> fields = fields(request, route);
        fields.put("status", status);
        fields.put("ms", ms);
        fields.put("bytes", response.length());
        fields.put("cold", first);
        log.line(
                "request",
                fields,
                new Log.Metrics(
                        List.of("function", "region", "route"),
                        Map.of(Metric.LATENCY, ms, statusClass(status), 1L)),
                new Log.Metrics(List.of("function", "region"), rare(status, first)));
    }

    /** Logs a request that was refused because its event or body could not be decoded. */
    public void unreadable(Request request, Throwable thrown) {
        log.fault("request_unreadable", fields(request, Route.NONE), thrown);
    }

    /** Logs a request whose endpoint threw an exception, without the exception's message. */
    public void failed(Request request, String route, Throwable thrown) {
        log.fault("request_failed", fields(request, route), thrown);
    }

    private Map<String, Object> fields(Request request, String route) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("request_id", request.id());
        fields.put("route", route);
        Optional.ofNullable(traceHeader.get())
                .map(TRACE::matcher)
                .filter(Matcher::find)
                .ifPresent(trace -> fields.put("trace_id", trace.group(1)));
        return fields;
    }

    private static Map<Metric, Long> rare(int status, boolean first) {
        Map<Metric, Long> rare = new EnumMap<>(Metric.class);
        if (first) {
            rare.put(Metric.COLD_STARTS, 1L);
        }
        if (status == TOO_MANY_REQUESTS) {
            rare.put(Metric.LIMIT_HITS, 1L);
        }
        return rare;
    }

    private static Metric statusClass(int status) {
        return switch (status / 100) {
            case 4 -> Metric.REFUSALS;
            case 5 -> Metric.FAILURES;
            default -> Metric.SUCCESSES;
        };
    }
}
