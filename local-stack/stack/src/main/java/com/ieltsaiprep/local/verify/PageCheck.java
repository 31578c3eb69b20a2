package com.ieltsaiprep.local.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiResponse;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Check of the page: its paths, security headers, configuration, and links with the apps. */
final class PageCheck implements DeploymentCheck {
    private static final String APP = "com.ieltsaiprep.genai";
    private static final long MIN_HSTS_SECONDS = 15_552_000;

    @Override
    public String name() {
        return "page";
    }

    @Override
    public void run(DeploymentContext deployment, VerificationReport report)
            throws IOException, InterruptedException {
        if (!deployment.isWhole()) {
            return;
        }
        URI page = deployment.address().page();
        for (String path : List.of("/", "/account")) {
            ApiResponse response = deployment.client().get(page.resolve(path));
            boolean html = response.text().contains("id=\"root\"");
            report.add(
                    name(),
                    path,
                    response.status() == 200 && html,
                    response.status() + (html ? "" : ", not the page"));
            if (path.equals("/")) {
                headers(deployment.address(), response, report);
            }
        }
        config(deployment, report);
        appLinks(deployment, report);
    }

    private static void headers(
            DeploymentAddress address, ApiResponse response, VerificationReport report) {
        List<String> wrong = new ArrayList<>();
        String policy = response.header("Content-Security-Policy").toLowerCase(Locale.ROOT);
        if (!policy.contains("default-src 'self'") && !policy.contains("default-src 'none'")) {
            wrong.add("default-src");
        }
        if (!policy.contains("frame-ancestors 'none'")) {
            wrong.add("frame-ancestors");
        }
        Stream.of("'unsafe-inline'", "'unsafe-eval'", " * ", " *;", " https:;", " https: ")
                .filter((policy + ";")::contains)
                .forEach(source -> wrong.add("allows" + " " + source.strip()));
        Stream<String> needed = address.apis().values().stream().map(URI::toString);
        String streaming = address.streaming().getScheme() + "://" + address.streaming().getHost();
        Stream.concat(needed, Stream.of(streaming))
                .filter(server -> !policy.contains(server))
                .forEach(server -> wrong.add("does not allow " + server));
        report.add(
                "csp",
                "/",
                wrong.isEmpty(),
                wrong.isEmpty() ? "as strict as expected" : String.join(", ", wrong));
        header(response, report, "X-Content-Type-Options", "nosniff");
        header(response, report, "Referrer-Policy", "no-referrer");
        if (address.isEncrypted()) {
            String value = response.header("Strict-Transport-Security");
            report.add("header", "/", hstsSeconds(value) >= MIN_HSTS_SECONDS, "HSTS: " + value);
        } else {
            report.skip("header", "/", "HSTS: plain HTTP");
        }
    }

    private static void header(
            ApiResponse response, VerificationReport report, String name, String expected) {
        String value = response.header(name);
        report.add("header", "/", value.equals(expected), name + ": " + value);
    }

    private static long hstsSeconds(String value) {
        return Stream.of(value.split(";"))
                .map(String::strip)
                .filter(part -> part.matches("max-age=\\d{1,10}"))
                .mapToLong(part -> Long.parseLong(part.substring("max-age=".length())))
                .findFirst()
                .orElse(0);
    }

    private static void config(DeploymentContext deployment, VerificationReport report)
            throws IOException, InterruptedException {
        ApiResponse response =
                deployment.client().get(deployment.address().page().resolve("/app-config.json"));
        List<String> wrong = new ArrayList<>();
        for (Region region : Region.values()) {
            String url = response.json().path("api").path(region.awsName()).asText();
            if (!url.equals(deployment.address().api(region).toString())) {
                wrong.add(region.awsName() + " is " + url);
            }
        }
        report.add(
                "app config",
                "/app-config.json",
                response.status() == 200 && wrong.isEmpty(),
                response.status()
                        + (wrong.isEmpty()
                                ? ", the regions' APIs"
                                : ", " + String.join(", ", wrong)));
    }

    private static void appLinks(DeploymentContext deployment, VerificationReport report)
            throws IOException, InterruptedException {
        for (String file : List.of("apple-app-site-association", "assetlinks.json")) {
            String path = "/.well-known/" + file;
            if (!deployment.address().isEncrypted()) {
                report.skip("app links", file, "plain HTTP");
                continue;
            }
            ApiResponse response =
                    deployment.client().get(deployment.address().page().resolve(path));
            if (response.status() == 403 || response.status() == 404) {
                report.skip("app links", file, "not there: the stack names no app");
                continue;
            }
            JsonNode json = response.json();
            boolean names = json.toString().contains(APP);
            report.add(
                    "app links",
                    file,
                    response.status() == 200
                            && response.header("Content-Type").startsWith("application/json")
                            && names,
                    "%d %s%s"
                            .formatted(
                                    response.status(),
                                    response.header("Content-Type"),
                                    names ? "" : ", does not name " + APP));
        }
    }
}
