package com.ieltsaiprep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

class GatewayStartIT {
    @Test
    void reportsInvalidSettingsInOneLine() throws Exception {
        assertThat(errorsOf(Map.of("PORT", "many")))
                .isEqualTo(
                        "sonic-gateway cannot start: PORT is \"many\", but must be a whole number"
                                + " from 1 to 65535\n");
    }

    @Test
    void reportsAPortInUseInOneLine() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());

            assertThat(
                            errorsOf(
                                    Map.of(
                                            "MANAGEMENT_PORT",
                                            port,
                                            "AWS_ACCESS_KEY_ID",
                                            "any",
                                            "AWS_SECRET_ACCESS_KEY",
                                            "any")))
                    .isEqualTo(
                            "sonic-gateway cannot start: port %s is taken: stop what uses it, or"
                                            .formatted(port)
                                    + " set MANAGEMENT_PORT to another\n");
        }
    }

    @Test
    void reportsMissingCredentialsInOneLine() throws Exception {
        Map<String, String> nowhere =
                Map.of(
                        "AWS_CONFIG_FILE", "/nowhere",
                        "AWS_SHARED_CREDENTIALS_FILE", "/nowhere",
                        "AWS_EC2_METADATA_DISABLED", "true");

        assertThat(errorsOf(nowhere))
                .isEqualTo(
                        "sonic-gateway cannot start: no AWS credentials found: set"
                                + " AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE, or"
                                + " give this machine a role\n");
    }

    private static String errorsOf(Map<String, String> environment) throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName());
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().putAll(environment);
        builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        String errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(1);
        return errors;
    }
}
