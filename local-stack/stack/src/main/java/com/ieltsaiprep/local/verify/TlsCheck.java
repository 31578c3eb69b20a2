package com.ieltsaiprep.local.verify;

import com.ieltsaiprep.local.verify.DeploymentClient.TlsConnection;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Set;

/** Check of TLS: version, chain, host name, and days until the certificate expires. */
final class TlsCheck implements DeploymentCheck {
    private static final Set<String> VERSIONS = Set.of("TLSv1.2", "TLSv1.3");

    /** ACM renews a certificate 60 days before its end, and warns of failures from 45 days on. */
    private static final long MIN_DAYS = 30;

    @Override
    public String name() {
        return "tls";
    }

    @Override
    public void run(DeploymentContext deployment, VerificationReport report) {
        if (!deployment.address().isEncrypted()) {
            report.skip(name(), "all", "plain HTTP");
            return;
        }
        for (URI server : deployment.servers()) {
            try {
                TlsConnection connection = deployment.client().connect(server);
                long days =
                        Duration.between(deployment.clock().instant(), connection.expires())
                                .toDays();
                report.add(
                        name(),
                        server.getHost(),
                        VERSIONS.contains(connection.version()) && days >= MIN_DAYS,
                        "%s, certificate ends in %d days".formatted(connection.version(), days));
            } catch (IOException e) {
                report.add(name(), server.getHost(), false, e.toString());
            }
        }
    }
}
