package com.ieltsaiprep.local.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.json.HttpClients;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.wire.Credentials;

import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.MessageRejectedException;
import software.amazon.awssdk.services.ses.model.SesException;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Amazon SES stand-in under the real AWS client. */
final class MailStandInIT {
    private static final AwsCredentials AUTH =
            AwsSessionCredentials.create(
                    Credentials.local().accessKeyId(),
                    Credentials.local().secretAccessKey(),
                    "auth/eu-west-1");

    private static final String FROM = "IELTS GenAI Prep <no-reply@ieltsaiprep.com>";

    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClients.http1().build();
    private MailStandIn.Ports ports = new MailStandIn.Ports(0, 0);

    @BeforeEach
    void start() throws Exception {
        MailStandIn mail =
                new MailStandIn(
                        Set.of("ieltsaiprep.com"), Credentials.local(), InstantSource.system());
        ports = mail.listen(vertx, ports).await(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        http.shutdownNow();
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void anEmailIsKeptForItsRecipient() throws Exception {
        try (SesClient ses = client(Credentials.local())) {
            String id = send(ses, FROM, "ann+1@example.com");
            send(ses, FROM, "bob@example.com");
            JsonNode emails = JsonValues.read(control("GET", "/mails?to=Ann%2B1@example.com", ""));
            assertThat(emails).hasSize(1);
            JsonNode email = emails.get(0);
            assertThat(email.path("id").asText()).isEqualTo(id);
            assertThat(email.path("from").asText()).isEqualTo(FROM);
            assertThat(email.path("subject").asText()).isEqualTo("Your code & more");
            assertThat(email.path("text").asText()).isEqualTo("Ihr Code: BCDF-GHJK é\n");
            assertThat(JsonValues.read(control("GET", "/mails", ""))).hasSize(2);
            control("DELETE", "/mails", "");
            assertThat(JsonValues.read(control("GET", "/mails", ""))).isEmpty();
        }
    }

    @Test
    void anUnverifiedSenderIsRejected() {
        try (SesClient ses = client(Credentials.local())) {
            assertThatThrownBy(() -> send(ses, "x@example.com", "ann@example.com"))
                    .isInstanceOf(MessageRejectedException.class)
                    .hasMessageContaining(
                            "Email address is not verified. The following identities failed the"
                                    + " check in region EU-WEST-1: x@example.com");
        }
    }

    @Test
    void aWrongSecretIsRejected() {
        Credentials wrong = new Credentials(Credentials.local().accessKeyId(), "wrong");
        try (SesClient ses = client(wrong)) {
            assertThatThrownBy(() -> send(ses, FROM, "ann@example.com"))
                    .isInstanceOf(SesException.class)
                    .hasMessageContaining("signature");
        }
    }

    @Test
    void aBodyOtherThanTheSignedOneIsRejected() {
        try (SesClient ses = client(Credentials.local(), new Tampering())) {
            assertThatThrownBy(() -> send(ses, FROM, "ann@example.com"))
                    .isInstanceOf(SesException.class)
                    .hasMessageContaining("does not match");
        }
    }

    @Test
    void aCallOfARoleIsRecorded() throws Exception {
        try (SesClient ses = client(AUTH, UrlConnectionHttpClient.create())) {
            send(ses, FROM, "ann@example.com");
        }
        assertThat(new String(control("GET", "/aws-calls", ""), StandardCharsets.UTF_8))
                .isEqualTo(
                        """
                        [{"role":"auth","roleRegion":"eu-west-1","action":"ses:SendEmail",\
                        "region":"eu-west-1","resource":"identity/ieltsaiprep.com"}]\
                        """);
        control("DELETE", "/aws-calls", "");
        assertThat(JsonValues.read(control("GET", "/aws-calls", ""))).isEmpty();
    }

    @Test
    void aSessionTokenThatIsNotSignedIsRejected() throws Exception {
        try (SesClient ses = client(Credentials.local(), new TokenAdding())) {
            assertThatThrownBy(() -> send(ses, FROM, "ann@example.com"))
                    .isInstanceOf(SesException.class)
                    .hasMessageContaining("must be a signed header");
        }
        assertThat(JsonValues.read(control("GET", "/aws-calls", ""))).isEmpty();
    }

    @Test
    void throttlesOnAnInjectedFault() throws Exception {
        control(
                "POST",
                "/faults",
                """
                {"times":1,"refusal":
                 {"status":400,"type":"Throttling","message":"Maximum sending rate exceeded."}}
                """);
        try (SesClient ses = client(Credentials.local())) {
            assertThatThrownBy(() -> send(ses, FROM, "ann@example.com"))
                    .isInstanceOfSatisfying(
                            SesException.class,
                            e -> assertThat(e.isThrottlingException()).isTrue());
            assertThat(send(ses, FROM, "ann@example.com")).isNotEmpty();
        }
    }

    private static String send(SesClient ses, String from, String to) {
        return ses.sendEmail(
                        r ->
                                r.source(from)
                                        .destination(d -> d.toAddresses(to))
                                        .message(
                                                m ->
                                                        m.subject(s -> s.data("Your code & more"))
                                                                .body(
                                                                        b ->
                                                                                b.text(
                                                                                        t ->
                                                                                                t
                                                                                                        .data(
                                                                                                                "Ihr Code:"
                                                                                                                    + " BCDF-GHJK"
                                                                                                                    + " é\n")))))
                .messageId();
    }

    private SesClient client(Credentials credentials) {
        return client(credentials, UrlConnectionHttpClient.create());
    }

    private SesClient client(Credentials credentials, SdkHttpClient http) {
        return client(
                AwsBasicCredentials.create(
                        credentials.accessKeyId(), credentials.secretAccessKey()),
                http);
    }

    private SesClient client(AwsCredentials credentials, SdkHttpClient http) {
        return SesClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + ports.ses()))
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClient(http)
                .overrideConfiguration(o -> o.retryStrategy(r -> r.maxAttempts(1)))
                .build();
    }

    private byte[] control(String method, String path, String body) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + ports.control() + path);
        return http.send(
                        HttpRequest.newBuilder(uri)
                                .method(method, BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofByteArray())
                .body();
    }

    /** HTTP client that adds a session token after the request was signed. */
    private static final class TokenAdding implements SdkHttpClient {
        private final SdkHttpClient http = UrlConnectionHttpClient.create();

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return http.prepareRequest(
                    HttpExecuteRequest.builder()
                            .request(changed(request.httpRequest()))
                            .contentStreamProvider(request.contentStreamProvider().orElseThrow())
                            .build());
        }

        private static SdkHttpRequest changed(SdkHttpRequest request) {
            return request.copy(it -> it.putHeader("X-Amz-Security-Token", "auth/eu-west-1"));
        }

        @Override
        public void close() {
            http.close();
        }
    }

    /** HTTP client that changes the body after it was signed. */
    private static final class Tampering implements SdkHttpClient {
        private final SdkHttpClient http = UrlConnectionHttpClient.create();

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            return http.prepareRequest(
                    HttpExecuteRequest.builder()
                            .request(request.httpRequest())
                            .contentStreamProvider(() -> new ByteArrayInputStream(changed(request)))
                            .build());
        }

        private static byte[] changed(HttpExecuteRequest request) {
            try (InputStream body = request.contentStreamProvider().orElseThrow().newStream()) {
                return new String(body.readAllBytes(), StandardCharsets.US_ASCII)
                        .replace("ann", "eve")
                        .getBytes(StandardCharsets.US_ASCII);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            http.close();
        }
    }
}
