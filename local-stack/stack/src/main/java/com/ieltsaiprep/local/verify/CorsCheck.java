package com.ieltsaiprep.local.verify;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiResponse;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Check that pages of exactly the right origins may send requests to the API. */
final class CorsCheck implements DeploymentCheck {
    private static final String ALLOWED = "Access-Control-Allow-Origin";

    @Override
    public String name() {
        return "cors";
    }

    @Override
    public void run(DeploymentContext deployment, VerificationReport report)
            throws IOException, InterruptedException {
        String own = deployment.address().origin();
        for (Region region : deployment.regions()) {
            for (String origin : List.of(own, "capacitor://localhost", "https://localhost")) {
                ApiResponse response = preflight(deployment, region, origin);
                report.add(
                        name(),
                        "api-" + region.code(),
                        response.status() == 204 && response.header(ALLOWED).equals(origin),
                        "%s: %d, allows %s"
                                .formatted(origin, response.status(), allowed(response)));
            }
            for (String origin : List.of(own + ".evil.example", "https://evil.example", "null")) {
                ApiResponse response = preflight(deployment, region, origin);
                Optional<String> leaked =
                        response.headers().map().keySet().stream()
                                .map(header -> header.toLowerCase(Locale.ROOT))
                                .filter(header -> header.startsWith("access-control-"))
                                .findFirst();
                report.add(
                        name(),
                        "api-" + region.code(),
                        response.status() == 403 && leaked.isEmpty(),
                        "%s: %d, allows %s"
                                .formatted(origin, response.status(), allowed(response)));
            }
        }
    }

    private static String allowed(ApiResponse response) {
        return response.headers().firstValue(ALLOWED).orElse("nothing");
    }

    private static ApiResponse preflight(DeploymentContext deployment, Region region, String origin)
            throws IOException, InterruptedException {
        URI uri = deployment.address().api(region).resolve("/auth/sign-in");
        return deployment
                .client()
                .send(
                        "OPTIONS",
                        uri,
                        Map.of("Origin", origin, "Access-Control-Request-Method", "POST"),
                        "");
    }
}
