package com.ieltsaiprep.local.verify;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiResponse;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Check that nothing is given without a session, and that only the gateway's region issues tickets;
 * with a session, that a writing test is offered.
 */
final class RefusalCheck implements DeploymentCheck {
    private static final String ESSAY =
            """
            {"essay_text":"Sample essay text","prompt":"Academic writing prompt",\
            "assessment_type":"academic_writing"}\
            """;

    private record Refused(String method, String path, String body) {}

    private static final List<Refused> REQUESTS =
            List.of(
                    new Refused("POST", "/assess-writing", ESSAY),
                    new Refused("GET", "/writing/tests", ""),
                    new Refused("GET", "/me", ""),
                    new Refused("POST", "/mobile-authenticate", "{\"token\":\"test-token\"}"));

    @Override
    public String name() {
        return "refusal";
    }

    @Override
    public void run(DeploymentContext deployment, VerificationReport report)
            throws IOException, InterruptedException {
        for (Region region : deployment.regions()) {
            URI api = deployment.address().api(region);
            String place = "api-" + region.code();
            for (Refused request : REQUESTS) {
                ApiResponse response = send(deployment, api, request);
                report.add(
                        name(),
                        place,
                        response.status() == 401,
                        "%s %s without a session: %s"
                                .formatted(request.method(), request.path(), response.outcome()));
            }
            tickets(deployment, region, report);
            writingTest(deployment, api, place, report);
        }
    }

    private static ApiResponse send(DeploymentContext deployment, URI api, Refused request)
            throws IOException, InterruptedException {
        URI uri = api.resolve(request.path());
        return request.body().isEmpty()
                ? deployment.client().get(uri)
                : deployment.client().post(uri, request.body());
    }

    private void tickets(DeploymentContext deployment, Region region, VerificationReport report)
            throws IOException, InterruptedException {
        boolean home = region == Region.VIRGINIA;
        URI uri = deployment.address().api(region).resolve("/api/nova-sonic/sessions");
        ApiResponse response = deployment.client().post(uri, "{}");
        String address = response.json().path("address").asText();
        report.add(
                name(),
                "api-" + region.code(),
                home
                        ? response.status() == 401
                        : response.status() == 421
                                && address.equals(
                                        deployment.address().api(Region.VIRGINIA).toString()),
                "ticket to Maya: %s%s"
                        .formatted(response.outcome(), home ? "" : ", to " + address));
    }

    private static void writingTest(
            DeploymentContext deployment, URI api, String place, VerificationReport report)
            throws IOException, InterruptedException {
        @Nullable String token = deployment.accessToken();
        if (token == null) {
            report.skip("writing tests", place, "no ACCESS_TOKEN of a signed-in user");
            return;
        }
        ApiResponse response =
                deployment
                        .client()
                        .get(
                                api.resolve("/writing/tests"),
                                Map.of("Authorization", "Bearer " + token));
        int tasks = response.json().path("tasks").size();
        report.add(
                "writing tests",
                place,
                response.status() == 200 && tasks == 2,
                "%s, %d tasks".formatted(response.outcome(), tasks));
    }
}
