package com.ieltsaiprep.api.operations;

import com.ieltsaiprep.api.platform.log.Log;
import com.ieltsaiprep.api.platform.log.Metric;
import com.ieltsaiprep.common.Region;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Writes what apps saw to the log, and with it to the metrics. */
public final class ClientEventLog implements Consumer<ClientEvent> {
    private static final List<String> DIMENSIONS = List.of("type", "asked");

    private final Log log;

    /** Into this log. */
    public ClientEventLog(Log log) {
        this.log = log;
    }

    @Override
    public void accept(ClientEvent event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", event.type().id());
        fields.put("asked", event.region().map(Region::awsName).orElse("none"));
        event.code().ifPresent(code -> fields.put("code", code));
        event.appVersion().ifPresent(version -> fields.put("app_version", version));
        Map<Metric, Long> values = new EnumMap<>(Metric.class);
        values.put(Metric.CLIENT_EVENTS, 1L);
        event.ms().ifPresent(ms -> values.put(Metric.CLIENT_DELAY, ms));
        log.line("client_event", fields, new Log.Metrics(DIMENSIONS, values));
    }
}
