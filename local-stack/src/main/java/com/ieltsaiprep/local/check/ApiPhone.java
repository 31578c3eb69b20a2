package com.ieltsaiprep.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.candidate.Somebody;
import com.ieltsaiprep.local.candidate.StackUnavailableException;
import com.ieltsaiprep.local.wire.JsonValues;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Somebody's phone, with a network address of its own, by which limits are counted. It asks in the
 * region that is nearest to it, as the app does, and for tickets where they are given. One thread
 * at a time.
 */
final class ApiPhone implements AutoCloseable {
    private static final long POLL_NS = 2_000_000_000L;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Map<Region, URI> apis;
    private final Region nearest;
    private final HttpClient http;
    private final String email;
    private String password;
    private String accessToken;
    private String refreshToken;

    /** The newest code for a QR sign-in, and when it may be asked about. */
    private @Nullable Code code;

    private record Code(Map<String, String> question, long atNs) {}

    /**
     * What came of a request.
     *
     * @param problem null if the answer was right
     */
    record Asked(ApiRequest request, long tookUs, @Nullable String problem) {}

    /** With a loopback address, such as 127.1.0.7: all of 127.0.0.0/8 is this machine on Linux. */
    ApiPhone(Somebody somebody, Map<Region, URI> addresses, Region nearest, InetAddress own) {
        this.apis = addresses;
        this.nearest = nearest;
        this.http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .localAddress(own)
                        .build();
        this.email = somebody.email();
        this.password = somebody.password();
        this.accessToken = somebody.accessToken();
        this.refreshToken = somebody.refreshToken();
    }

    /** Asks for something, and waits for all of the answer. */
    Asked ask(ApiRequest wanted) {
        return switch (wanted) {
            case ME -> get(wanted, "/me", 200);
            case CONFIG -> get(wanted, "/config", 200);
            case REFRESH -> refresh();
            case TICKET ->
                    post(wanted, Region.VIRGINIA, "/api/nova-sonic/sessions", Map.of(), 201).asked;
            case QR_BEGIN -> beginQr();
            case QR_POLL -> pollQr();
            case EVENTS ->
                    post(
                                    wanted,
                                    nearest,
                                    "/client-events",
                                    Map.of(
                                            "events",
                                            List.of(Map.of("type", "first_word", "ms", 1_840))),
                                    204)
                            .asked;
            case SIGN_IN -> signIn();
            case CHANGE_PASSWORD -> changePassword();
        };
    }

    private Asked signIn() {
        Map<String, String> body = Map.of("email", email, "password", password);
        Reply reply = post(ApiRequest.SIGN_IN, nearest, "/auth/sign-in", body, 200);
        keep(reply);
        return reply.asked;
    }

    private Asked refresh() {
        Map<String, String> body = Map.of("refresh_token", refreshToken);
        Reply reply = post(ApiRequest.REFRESH, nearest, "/auth/refresh", body, 200);
        keep(reply);
        return reply.asked;
    }

    private Asked changePassword() {
        String next = "a-" + password.substring(2) + "-b";
        Map<String, String> body = Map.of("current_password", password, "new_password", next);
        Reply reply = post(ApiRequest.CHANGE_PASSWORD, nearest, "/auth/change-password", body, 200);
        password = next;
        keep(reply);
        return reply.asked;
    }

    private void keep(Reply reply) {
        accessToken = reply.body.path("access_token").asText();
        refreshToken = reply.body.path("refresh_token").asText();
    }

    private Asked beginQr() {
        Reply reply = post(ApiRequest.QR_BEGIN, nearest, "/auth/generate-qr", Map.of(), 201);
        Map<String, String> question =
                Map.of(
                        "token", reply.body.path("token").asText(),
                        "secret", reply.body.path("secret").asText());
        code = new Code(question, System.nanoTime() + POLL_NS);
        return reply.asked;
    }

    /** Something else if it is too early. */
    private Asked pollQr() {
        Code asking = code;
        if (asking == null || System.nanoTime() < asking.atNs) {
            return get(ApiRequest.ME, "/me", 200);
        }
        code = new Code(asking.question, System.nanoTime() + POLL_NS);
        return post(ApiRequest.QR_POLL, nearest, "/auth/qr-session", asking.question, 202).asked;
    }

    private record Reply(Asked asked, JsonNode body) {}

    private Asked get(ApiRequest wanted, String path, int expected) {
        return send(wanted, request(nearest, path).GET(), expected).asked;
    }

    private Reply post(ApiRequest wanted, Region region, String path, Object body, int expected) {
        BodyPublisher json = BodyPublishers.ofByteArray(JsonValues.write(body));
        return send(wanted, request(region, path).POST(json), expected);
    }

    private HttpRequest.Builder request(Region region, String path) {
        return HttpRequest.newBuilder(Objects.requireNonNull(apis.get(region)).resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + accessToken);
    }

    private Reply send(ApiRequest wanted, HttpRequest.Builder request, int expected) {
        long beganNs = System.nanoTime();
        try {
            HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
            long tookUs = (System.nanoTime() - beganNs) / 1_000;
            int status = answer.statusCode();
            String problem = status == expected ? null : wanted.shown() + ": " + status;
            return new Reply(
                    new Asked(wanted, tookUs, problem),
                    answer.body().length == 0
                            ? JsonValues.object()
                            : JsonValues.read(answer.body()));
        } catch (IOException e) {
            throw new StackUnavailableException("no answer to " + wanted.shown(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackUnavailableException("interrupted at " + wanted.shown(), e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
