package com.ieltsaiprep.api.lambda;

import com.ieltsaiprep.api.http.Request;
import com.ieltsaiprep.api.http.Response;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** One line and its metrics for each request. */
final class RequestLog {
    private static final int TOO_MANY_REQUESTS = 429;

    private final Log log;
    private final AtomicBoolean cold = new AtomicBoolean(true);

    RequestLog(Log log) {
        this.log = log;
    }

    /** The process has been called; what follows finds it warm. */
    void warmed() {
        cold.set(false);
    }

    void note(Request request, String route, Response response, long ms) {
        int status = response.status();
        boolean first = cold.getAndSet(false);
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("request_id", request.id());
        fields.put("route", route);
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
