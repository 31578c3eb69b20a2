package com.ieltsaiprep.local.verify;

import com.ieltsaiprep.local.client.api.ApiResponse;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Check of the gateway's public port: the probe's round trip, and whom the upgrade refuses. */
final class GatewayCheck implements DeploymentCheck {
    private static final String PLACE = "streaming-us";
    private static final String FOREIGN = "https://evil.example";

    /** Well-formed ticket that was never issued. */
    private static final String UNKNOWN = "maya.v1,ticket." + "A".repeat(43);

    /** A connection may probe four times. */
    private static final int PROBES = 3;

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public void run(DeploymentContext deployment, VerificationReport report)
            throws IOException, InterruptedException {
        if (!deployment.hasGateway()) {
            return;
        }
        probe(deployment, report);
        String own = deployment.address().origin();
        upgrade(deployment, report, "a bare upgrade", "", own, 400);
        upgrade(deployment, report, "an unknown ticket", UNKNOWN, own, 401);
        upgrade(deployment, report, "a page of another origin", UNKNOWN, FOREIGN, 403);
        int other = deployment.client().get(deployment.address().gateway("/")).status();
        report.add("gateway", PLACE, other == 404, "another path: " + other);
    }

    private static void probe(DeploymentContext deployment, VerificationReport report)
            throws IOException, InterruptedException {
        URI probe = deployment.address().gateway("/probe");
        Map<String, String> own = Map.of("Origin", deployment.address().origin());
        List<Double> times = new ArrayList<>();
        boolean answered = true;
        // The first has the handshakes in it.
        for (int i = 0; i <= PROBES; i++) {
            ApiResponse response = deployment.client().get(probe, own);
            answered &= response.status() == 204;
            if (i > 0) {
                times.add(response.ms());
            }
        }
        report.add(
                "probe",
                PLACE,
                answered,
                "%s, round trip %.0f ms"
                        .formatted(
                                answered ? "204" : "not always 204",
                                times.stream()
                                        .sorted()
                                        .skip(PROBES / 2)
                                        .findFirst()
                                        .orElseThrow()));
        int foreign = deployment.client().get(probe, Map.of("Origin", FOREIGN)).status();
        report.add("probe", PLACE, foreign == 403, FOREIGN + ": " + foreign);
    }

    private static void upgrade(
            DeploymentContext deployment,
            VerificationReport report,
            String what,
            String subprotocols,
            String origin,
            int expected)
            throws IOException, InterruptedException {
        int status =
                deployment
                        .client()
                        .upgrade(
                                deployment.address().streaming(),
                                subprotocols,
                                Map.of("Origin", origin));
        report.add(
                "upgrade",
                PLACE,
                status == expected,
                "%s: %d%s"
                        .formatted(
                                what,
                                status,
                                status == 503 ? ", no node is ready or Redis is unavailable" : ""));
    }
}
