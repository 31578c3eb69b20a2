package com.ieltsaiprep.api.operations;

import com.ieltsaiprep.api.operations.AppConfig.Notice;
import com.ieltsaiprep.api.operations.OperationsRoutes.Deployment;
import com.ieltsaiprep.api.platform.http.Endpoint;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;

import java.util.LinkedHashMap;
import java.util.Map;

/** Endpoint {@code GET /config}: the app configuration, and the addresses of all regions. */
record ConfigEndpoint(CachedAppConfig config, Deployment deployment) implements Endpoint {
    @Override
    public Response handle(Request request) {
        AppConfig known = config.get();
        Map<String, String> regions = new LinkedHashMap<>();
        deployment.apiUrls().forEach((region, url) -> regions.put(region.awsName(), url));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("minimum_app_version", known.minimumAppVersion());
        answer.put("notices", known.notices().stream().map(ConfigEndpoint::json).toList());
        answer.put("new_tests", known.newTests());
        answer.put("regions", regions);
        answer.put("streaming_url", deployment.streamingUrl());
        return Response.json(200, answer)
                .with("Cache-Control", "public, max-age=" + CachedAppConfig.LIFETIME.toSeconds());
    }

    private static Map<String, String> json(Notice notice) {
        return Map.of("id", notice.id(), "text", notice.text(), "level", notice.level());
    }
}
