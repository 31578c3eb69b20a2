package com.ieltsaiprep.local.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.verify.FakeDeployment.Fault;
import com.ieltsaiprep.local.verify.FakeDeployment.Reply;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import javax.net.ssl.SSLContext;

/** Verification of a deployment over TLS, of which each test spoils one answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class VerificationIT {
    private static final ModelInRegion MODEL = new ModelInRegion("eu-west-1", "eu.nova");

    private FakeDeployment deployment;
    private List<Region> regions = List.of(Region.values());
    private final FakeModelCatalog catalog = new FakeModelCatalog();

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        deployment = new FakeDeployment(folder);
    }

    @AfterAll
    void stop() {
        deployment.close();
    }

    @BeforeEach
    void repair() {
        deployment.spoil((_, reply) -> reply);
        catalog.repair();
        regions = List.of(Region.values());
    }

    @Test
    void passesADeploymentThatAnswersAsItShould() throws Exception {
        String report = verify("token");

        assertThat(report)
                .contains("verify: passed", " 0 skipped, 0 failed")
                .contains("TLSv1.3, certificate ends in", "round trip", "api-ap", "HSTS: max-age");
    }

    @Test
    void skipsWhatNeedsASession() throws Exception {
        assertThat(verify(null)).contains("verify: passed", " 3 skipped,", "no ACCESS_TOKEN");
    }

    @Test
    void checksTheNamedRegionsOnly() throws Exception {
        deployment.spoil(on("api-us", status(500)));
        regions = List.of(Region.IRELAND);

        assertThat(verify("token"))
                .contains("verify: passed", "api-eu", "eu.nova")
                .doesNotContain("api-us", "api-ap", "streaming-us", "HSTS");
    }

    @Test
    void skipsTheLinksOfAppsThatTheStackDoesNotName() throws Exception {
        deployment.spoil(
                (call, right) ->
                        call.path().startsWith("/.well-known/") ? new Reply(404, "") : right);

        assertThat(verify("token")).contains("verify: passed", " 2 skipped,");
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(
                        "health",
                        "degraded",
                        "/health",
                        body("\"ok\",\"region", "\"degraded\",\"region")),
                fault("health", "us-east-1", "/health", body("eu-west-1", "us-east-1")),
                fault("version", "2.0.0", "/health", on("api-ap", body("1.0.0", "2.0.0"))),
                fault("qr sign-in", "503", "/auth/generate-qr", status(503)),
                fault("qr sign-in", "another secret 202", "/auth/qr-session", status(202)),
                fault("refusal", "/assess-writing", "/assess-writing", status(200)),
                fault("refusal", "ticket to Maya", "/api/nova-sonic/sessions", status(201)),
                fault(
                        "refusal",
                        "to https://evil",
                        "/api/nova-sonic/sessions",
                        body("localhost", "evil")),
                fault("writing tests", "1 tasks", "/writing/tests", body("{},{}", "{}")),
                fault(
                        "cors",
                        "allows *",
                        "/auth/sign-in",
                        (_, right) -> right.with("Access-Control-Allow-Origin", "*")),
                fault("probe", "not always 204", "/probe", status(404)),
                fault("upgrade", "bare upgrade: 503", "/nova-sonic", status(503)),
                fault("gateway", "another path: 200", "/", on("streaming", status(200))),
                fault("page", "not the page", "/account", body("root", "other")),
                fault(
                        "csp",
                        "'unsafe-inline'",
                        "/",
                        (_, right) ->
                                right.with(
                                        "Content-Security-Policy",
                                        right.headers().get("Content-Security-Policy")
                                                + "; script-src 'unsafe-inline'")),
                fault(
                        "csp",
                        "default-src, frame-ancestors, does not allow",
                        "/",
                        (_, right) -> right.with("Content-Security-Policy", "img-src 'self'")),
                fault(
                        "header",
                        "X-Content-Type-Options: no",
                        "/",
                        (_, right) -> right.with("X-Content-Type-Options", "no")),
                fault(
                        "header",
                        "HSTS: max-age=60",
                        "/",
                        (_, right) -> right.with("Strict-Transport-Security", "max-age=60")),
                fault(
                        "app config",
                        "us-east-1 is",
                        "/app-config.json",
                        body("us-east-1", "us-west-2")),
                fault(
                        "app links",
                        "does not name",
                        "/.well-known/assetlinks.json",
                        body("genai", "other")),
                fault(
                        "app links",
                        "text/html",
                        "/.well-known/apple-app-site-association",
                        (_, right) -> right.with("Content-Type", "text/html")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("faults")
    void reportsEachFaultInItsRowAndFails(String check, String observed, Fault fault)
            throws Exception {
        deployment.spoil(fault);

        String report =
                verify(List.of(checkOf(check)), deployment.tls(), Clock.systemUTC(), "token");

        assertThat(report).contains("verify: FAILED");
        assertThat(failures(report))
                .isNotEmpty()
                .allMatch(row -> row.startsWith("FAILED  " + check + " "), check)
                .anyMatch(row -> row.contains(observed), observed);
    }

    @Test
    void refusesACertificateThatItDoesNotTrust() throws Exception {
        String report = verify(SSLContext.getDefault(), Clock.systemUTC(), null);

        assertThat(failures(report))
                .anyMatch(row -> row.startsWith("FAILED  tls ") && row.contains("SSLHandshake"))
                .anyMatch(row -> row.startsWith("FAILED  health ") && row.contains("no answer"));
    }

    @Test
    void reportsACertificateThatEndsSoon() throws Exception {
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(3_640));

        assertThat(failures(verify(deployment.tls(), later, null)))
                .hasSize(6)
                .allMatch(row -> row.contains("tls") && row.contains("ends in 9 days"));
    }

    @Test
    void reportsModelsThatAreNotOfferedOrInLegacy() throws Exception {
        catalog.offer = new ModelCatalog.Offer(true, true, "LEGACY");
        assertThat(failures(verifyModels()))
                .singleElement()
                .asString()
                .contains("model", "eu-west-1", "eu.nova: LEGACY");

        catalog.offer = new ModelCatalog.Offer(false, false, "not offered");
        assertThat(failures(verifyModels())).singleElement().asString().contains("not offered");
    }

    @Test
    void reportsALogOfContent() throws Exception {
        catalog.logs = true;

        assertThat(failures(verifyModels())).singleElement().asString().contains("content log");
    }

    @Test
    void skipsModelsWithoutCredentialsOnly() throws Exception {
        catalog.failure =
                new ModelCatalog.CatalogUnavailableException("none", true, new Exception());
        assertThat(verifyModels()).contains("verify: passed", " 1 skipped,");

        catalog.failure =
                new ModelCatalog.CatalogUnavailableException("no", false, new Exception());
        assertThat(failures(verifyModels())).singleElement().asString().contains("model");
    }

    private String verifyModels() throws InterruptedException {
        return verify(
                List.of(new ModelCheck(List.of(MODEL), () -> catalog)),
                deployment.tls(),
                Clock.systemUTC(),
                null);
    }

    private static DeploymentCheck checkOf(String row) {
        return switch (row) {
            case "health", "version" -> new RegionHealthCheck();
            case "qr sign-in" -> new QrStartCheck();
            case "refusal", "writing tests" -> new RefusalCheck();
            case "cors" -> new CorsCheck();
            case "probe", "upgrade", "gateway" -> new GatewayCheck();
            default -> new PageCheck();
        };
    }

    private static Arguments fault(String check, String observed, String path, Fault fault) {
        Fault onPath = (call, right) -> call.path().equals(path) ? fault.spoil(call, right) : right;
        return Arguments.of(check, observed, onPath);
    }

    private static Fault on(String server, Fault fault) {
        return (call, right) -> call.server().equals(server) ? fault.spoil(call, right) : right;
    }

    private static Fault status(int status) {
        return (_, right) -> new Reply(status, right.headers(), right.body());
    }

    private static Fault body(String part, String instead) {
        return (_, right) ->
                new Reply(right.status(), right.headers(), right.body().replace(part, instead));
    }

    private static List<String> failures(String report) {
        return report.lines().filter(line -> line.startsWith("FAILED")).toList();
    }

    private String verify(@Nullable String token) throws InterruptedException {
        return verify(deployment.tls(), Clock.systemUTC(), token);
    }

    private String verify(SSLContext tls, Clock clock, @Nullable String token)
            throws InterruptedException {
        return verify(VerificationRunner.checks(List.of(MODEL), () -> catalog), tls, clock, token);
    }

    private String verify(
            List<DeploymentCheck> checks, SSLContext tls, Clock clock, @Nullable String token)
            throws InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (DeploymentClient client = new DeploymentClient(tls)) {
            boolean passed =
                    VerificationRunner.run(
                            checks,
                            new DeploymentContext(
                                    deployment.address(), client, clock, regions, token),
                            new PrintStream(out, true, StandardCharsets.UTF_8));
            String report = out.toString(StandardCharsets.UTF_8);
            assertThat(passed).isEqualTo(failures(report).isEmpty());
            return report;
        }
    }

    /** Catalogue with one answer. */
    private static final class FakeModelCatalog implements ModelCatalog {
        private static final Offer RIGHT = new Offer(true, false, "ACTIVE");

        private Offer offer = RIGHT;
        private boolean logs;
        private @Nullable CatalogUnavailableException failure;

        void repair() {
            offer = RIGHT;
            logs = false;
            failure = null;
        }

        @Override
        public Offer look(String region, String model) throws CatalogUnavailableException {
            if (failure != null) {
                throw failure;
            }
            return offer;
        }

        @Override
        public boolean logsContent(String region) {
            return logs;
        }

        @Override
        public void close() {}
    }
}
