package com.ieltsaiprep.local.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiResponse;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Check of {@code /health} in each region, with the median round trip from here. */
final class RegionHealthCheck implements DeploymentCheck {
    private static final int REQUESTS = 5;

    @Override
    public String name() {
        return "health";
    }

    @Override
    public void run(DeploymentContext deployment, VerificationReport report)
            throws IOException, InterruptedException {
        TreeSet<String> versions = new TreeSet<>();
        for (Map.Entry<String, URI> api : deployment.apis().entrySet()) {
            ApiResponse last = deployment.client().get(api.getValue().resolve("/health"));
            List<Double> times = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                last = deployment.client().get(api.getValue().resolve("/health"));
                times.add(last.ms());
            }
            JsonNode health = last.json();
            report.add(
                    name(),
                    api.getKey(),
                    last.status() == 200
                            && health.path("status").asText().equals("ok")
                            && isExpected(api.getKey(), health.path("region").asText()),
                    "%d %s in %s, round trip %.0f ms; %s"
                            .formatted(
                                    last.status(),
                                    health.path("status").asText("-"),
                                    health.path("region").asText("-"),
                                    median(times),
                                    dependencies(health)));
            versions.add(
                    "%s of stage %s"
                            .formatted(
                                    health.path("version").asText(),
                                    health.path("stage").asText()));
        }
        report.add("version", "all of these", versions.size() == 1, String.join(", ", versions));
    }

    /** Returns whether a region answers under its own name, or any of them under the common one. */
    private static boolean isExpected(String name, String awsName) {
        return Region.ofAwsName(awsName)
                .filter(region -> name.equals("api") || name.equals("api-" + region.code()))
                .isPresent();
    }

    private static double median(List<Double> times) {
        return times.stream().sorted().skip(times.size() / 2).findFirst().orElseThrow();
    }

    private static String dependencies(JsonNode health) {
        List<String> parts = new ArrayList<>();
        health.path("dependencies")
                .properties()
                .forEach(
                        part ->
                                parts.add(
                                        "%s %s"
                                                .formatted(
                                                        part.getKey(),
                                                        part.getValue().path("status").asText())));
        return String.join(", ", parts);
    }
}
