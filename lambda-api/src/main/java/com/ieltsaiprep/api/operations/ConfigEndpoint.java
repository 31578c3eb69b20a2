package com.ieltsaiprep.api.operations;

import com.ieltsaiprep.api.operations.AppConfig.Notice;
import com.ieltsaiprep.api.platform.http.Endpoint;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code GET /config}: what an app needs to know before anything else. */
public final class ConfigEndpoint implements Endpoint {
    private final CachedAppConfig config;
    private final Addresses addresses;

    /**
     * Where everything is.
     *
     * @param regions the API, by the names of AWS's regions
     * @param streaming the WebSocket to Maya
     */
    public record Addresses(Map<String, String> regions, String streaming) {
        /** Copies the map. */
        public Addresses {
            regions = Map.copyOf(regions);
        }
    }

    /** With this configuration and these addresses. */
    public ConfigEndpoint(CachedAppConfig config, Addresses addresses) {
        this.config = config;
        this.addresses = addresses;
    }

    @Override
    public Response handle(Request request) {
        AppConfig known = config.get();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("minimum_app_version", known.minimumAppVersion());
        answer.put("notices", notices(known));
        answer.put("new_tests", known.newTests());
        answer.put("regions", addresses.regions());
        answer.put("streaming_url", addresses.streaming());
        return Response.json(200, answer)
                .with("Cache-Control", "public, max-age=" + CachedAppConfig.LIFETIME.toSeconds());
    }

    private static List<Map<String, String>> notices(AppConfig config) {
        return config.notices().stream().map(ConfigEndpoint::json).toList();
    }

    private static Map<String, String> json(Notice notice) {
        return Map.of("id", notice.id(), "text", notice.text(), "level", notice.level().id());
    }
}
