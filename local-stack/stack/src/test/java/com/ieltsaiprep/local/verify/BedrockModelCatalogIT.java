package com.ieltsaiprep.local.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.local.verify.ModelCatalog.CatalogUnavailableException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.bedrock.BedrockClient;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Catalogue of Bedrock, against a server with the JSON of its control plane. */
final class BedrockModelCatalogIT {
    private static final AwsCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("id", "secret"));

    private final Map<String, String> bodies = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::respond);
        server.start();
        model("amazon.nova-micro-v1:0", "ACTIVE");
        bodies.put("/logging/modelinvocations", "{}");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void knowsAModelThatIsOffered() throws Exception {
        try (ModelCatalog catalog = catalog(CREDENTIALS)) {
            assertThat(catalog.look("us-east-1", "amazon.nova-micro-v1:0"))
                    .isEqualTo(
                            new ModelCatalog.Offer(
                                    true, false, "ACTIVE, AUTHORIZED, access AVAILABLE"));
        }
    }

    @Test
    void knowsAModelInLegacy() throws Exception {
        model("amazon.nova-sonic-v1:0", "LEGACY");

        try (ModelCatalog catalog = catalog(CREDENTIALS)) {
            assertThat(catalog.look("us-east-1", "amazon.nova-sonic-v1:0").legacy()).isTrue();
        }
    }

    @Test
    void knowsAModelToWhichTheAccountHasNoAccess() throws Exception {
        bodies.put(
                "/foundation-model-availability/amazon.nova-micro-v1:0",
                availability("NOT_AVAILABLE"));

        try (ModelCatalog catalog = catalog(CREDENTIALS)) {
            assertThat(catalog.look("us-east-1", "amazon.nova-micro-v1:0").offered()).isFalse();
            assertThat(catalog.look("us-east-1", "amazon.unheard-of-v1:0"))
                    .isEqualTo(new ModelCatalog.Offer(false, false, "not offered"));
        }
    }

    @Test
    void looksTheModelOfAnInferenceProfileUpWhereItIs() throws Exception {
        bodies.put(
                "/inference-profiles/eu.amazon.nova-micro-v1:0",
                """
                {"inferenceProfileName":"EU","inferenceProfileId":"eu.amazon.nova-micro-v1:0",
                "status":"ACTIVE","type":"SYSTEM_DEFINED","models":[{"modelArn":
                "arn:aws:bedrock:eu-north-1::foundation-model/amazon.nova-micro-v1:0"}]}\
                """);

        try (ModelCatalog catalog = catalog(CREDENTIALS)) {
            assertThat(catalog.look("eu-west-1", "eu.amazon.nova-micro-v1:0"))
                    .isEqualTo(
                            new ModelCatalog.Offer(
                                    true,
                                    false,
                                    "profile ACTIVE, model ACTIVE, AUTHORIZED, access AVAILABLE"));
        }
        assertThat(requests)
                .containsExactly(
                        "eu-west-1 /inference-profiles/eu.amazon.nova-micro-v1:0",
                        "eu-north-1 /foundation-models/amazon.nova-micro-v1:0",
                        "eu-north-1 /foundation-model-availability/amazon.nova-micro-v1:0");
    }

    @Test
    void knowsWhetherContentIsLogged() throws Exception {
        try (ModelCatalog catalog = catalog(CREDENTIALS)) {
            assertThat(catalog.logsContent("us-east-1")).isFalse();
            bodies.put(
                    "/logging/modelinvocations",
                    "{\"loggingConfig\":{\"textDataDeliveryEnabled\":true}}");
            assertThat(catalog.logsContent("us-east-1")).isTrue();
        }
    }

    @Test
    void tellsMissingCredentialsFromARefusal() {
        bodies.clear();
        AwsCredentialsProvider none =
                () -> {
                    throw SdkClientException.create("Unable to load credentials from any provider");
                };
        try (ModelCatalog without = catalog(none);
                ModelCatalog refused = catalog(CREDENTIALS)) {
            assertThatThrownBy(() -> without.logsContent("us-east-1"))
                    .isInstanceOfSatisfying(
                            CatalogUnavailableException.class,
                            e -> assertThat(e.hasNoCredentials()).isTrue());
            assertThatThrownBy(() -> refused.logsContent("us-east-1"))
                    .isInstanceOfSatisfying(
                            CatalogUnavailableException.class,
                            e -> assertThat(e.hasNoCredentials()).isFalse())
                    .hasMessage("Bedrock refuses: AccessDeniedException");
        }
    }

    private void model(String id, String status) {
        bodies.put(
                "/foundation-models/" + id,
                """
                {"modelDetails":{"modelArn":"arn:aws:bedrock:us-east-1::foundation-model/%1$s",
                "modelId":"%1$s","modelLifecycle":{"status":"%2$s"}}}\
                """
                        .formatted(id, status));
        bodies.put("/foundation-model-availability/" + id, availability("AVAILABLE"));
    }

    private static String availability(String entitlement) {
        return """
        {"modelId":"m","agreementAvailability":{"status":"AVAILABLE"},
        "authorizationStatus":"AUTHORIZED","entitlementAvailability":"%s",
        "regionAvailability":"AVAILABLE"}\
        """
                .formatted(entitlement);
    }

    private ModelCatalog catalog(AwsCredentialsProvider credentials) {
        URI here = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        return new BedrockModelCatalog(
                region ->
                        BedrockClient.builder()
                                .region(Region.of(region))
                                .endpointOverride(here)
                                .credentialsProvider(credentials)
                                .httpClient(UrlConnectionHttpClient.create())
                                .build());
    }

    private void respond(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String region = exchange.getRequestHeaders().getFirst("Authorization").split("/", -1)[2];
        requests.add(region + " " + path);
        String body = bodies.get(path);
        String error = bodies.isEmpty() ? "AccessDeniedException" : "ResourceNotFoundException";
        if (body == null) {
            exchange.getResponseHeaders().set("x-amzn-ErrorType", error);
        }
        byte[] bytes =
                (body == null ? "{\"message\":\"no\"}" : body).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(
                body == null ? (bodies.isEmpty() ? 403 : 404) : 200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
