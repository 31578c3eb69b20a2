package com.ieltsaiprep.local.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiResponse;
import com.ieltsaiprep.local.json.JsonValues;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Check of the beginning of a QR sign-in: a token of the region, pending for the holder of its
 * secret and refused to others. It is not approved, and expires after two minutes.
 */
final class QrStartCheck implements DeploymentCheck {
    /** Both members are ignored: the ledger decides on purchases. */
    private static final String BODY =
            "{\"user_email\":\"test@ieltsaiprep.com\",\"purchase_verified\":true}";

    private static final int MAX_INTERVAL = 10;

    @Override
    public String name() {
        return "qr sign-in";
    }

    private record Started(Region region, String token, String secret) {}

    @Override
    public void run(DeploymentContext deployment, VerificationReport report)
            throws IOException, InterruptedException {
        List<Started> all = new ArrayList<>();
        int interval = 0;
        for (Region region : deployment.regions()) {
            JsonNode start = start(deployment, region, report);
            interval = Math.max(interval, start.path("interval").asInt());
            all.add(
                    new Started(
                            region, start.path("token").asText(), start.path("secret").asText()));
        }
        // An earlier poll is refused.
        Thread.sleep(Duration.ofSeconds(Math.min(interval, MAX_INTERVAL)));
        for (Started started : all) {
            String pending = poll(deployment, started, started.secret());
            String foreign = poll(deployment, started, "A".repeat(43));
            report.add(
                    name(),
                    place(started.region()),
                    pending.startsWith("202") && foreign.startsWith("404"),
                    "polled %s; with another secret %s".formatted(pending, foreign));
        }
    }

    private JsonNode start(DeploymentContext deployment, Region region, VerificationReport report)
            throws IOException, InterruptedException {
        URI uri = deployment.address().api(region).resolve("/auth/generate-qr");
        ApiResponse started = deployment.client().post(uri, BODY);
        JsonNode start = started.json();
        String url = start.path("qr_url").asText();
        report.add(
                name(),
                place(region),
                started.status() == 201
                        && start.path("token").asText().startsWith(region.code() + ".")
                        && url.startsWith(deployment.address().origin() + "/"),
                started.outcome() + ", " + url.replaceFirst("token=.*", "token=…"));
        return start;
    }

    private static String place(Region region) {
        return "api-" + region.code();
    }

    private static String poll(DeploymentContext deployment, Started started, String secret)
            throws IOException, InterruptedException {
        byte[] body =
                JsonValues.write(
                        JsonValues.object().put("token", started.token()).put("secret", secret));
        URI uri = deployment.address().api(started.region()).resolve("/auth/qr-session");
        return deployment.client().post(uri, new String(body, StandardCharsets.UTF_8)).outcome();
    }
}
