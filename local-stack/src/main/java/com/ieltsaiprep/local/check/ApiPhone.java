package com.ieltsaiprep.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.candidate.Somebody;
import com.ieltsaiprep.local.candidate.StackUnavailableException;
import com.ieltsaiprep.local.wire.Json;
import com.ieltsaiprep.local.wire.PlainHttp;
import com.ieltsaiprep.local.wire.Region;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Somebody's phone, which is signed in, with a network address of its own, by which limits are
 * counted. One thread at a time.
 */
final class ApiPhone implements AutoCloseable {
    private static final long POLL_NS = 2_000_000_000L;

    private final Map<Region, PlainHttp> apis = new EnumMap<>(Region.class);
    private final String email;
    private String password;
    private String accessToken;
    private String refreshToken;

    /** The newest code for a QR sign-in, and when it may be asked about. */
    private @Nullable Code code;

    private record Code(Region region, Map<String, String> question, long atNs) {}

    /**
     * What came of a request.
     *
     * @param problem null if the answer was right
     */
    record Asked(ApiRequest request, long tookUs, @Nullable String problem) {}

    /** With a loopback address, such as 127.1.0.7: all of 127.0.0.0/8 is this machine on Linux. */
    ApiPhone(Somebody somebody, Map<Region, URI> addresses, InetAddress own) {
        addresses.forEach((region, address) -> apis.put(region, new PlainHttp(address, own)));
        this.email = somebody.email();
        this.password = somebody.password();
        this.accessToken = somebody.accessToken();
        this.refreshToken = somebody.refreshToken();
    }

    /** Asks for something, and waits for all of the answer. */
    Asked ask(ApiRequest wanted, Region region) {
        return switch (wanted) {
            case ME -> get(wanted, region, "/me", 200);
            case CONFIG -> get(wanted, region, "/config", 200);
            case REFRESH -> refresh(region);
            case TICKET ->
                    post(wanted, Region.VIRGINIA, "/api/nova-sonic/sessions", Map.of(), 201).asked;
            case QR_BEGIN -> beginQr(region);
            case QR_POLL -> pollQr(region);
            case EVENTS ->
                    post(
                                    wanted,
                                    region,
                                    "/client-events",
                                    Map.of(
                                            "events",
                                            List.of(Map.of("type", "first_word", "ms", 1_840))),
                                    204)
                            .asked;
            case SIGN_IN ->
                    post(
                                    wanted,
                                    region,
                                    "/auth/sign-in",
                                    Map.of("email", email, "password", password),
                                    200)
                            .asked;
            case CHANGE_PASSWORD -> changePassword(region);
        };
    }

    private Asked refresh(Region region) {
        Map<String, String> body = Map.of("refresh_token", refreshToken);
        Reply reply = post(ApiRequest.REFRESH, region, "/auth/refresh", body, 200);
        keep(reply);
        return reply.asked;
    }

    private Asked changePassword(Region region) {
        String next = "a-" + password.substring(2) + "-b";
        Map<String, String> body = Map.of("current_password", password, "new_password", next);
        Reply reply = post(ApiRequest.CHANGE_PASSWORD, region, "/auth/change-password", body, 200);
        password = next;
        keep(reply);
        return reply.asked;
    }

    private void keep(Reply reply) {
        accessToken = reply.body.path("access_token").asText();
        refreshToken = reply.body.path("refresh_token").asText();
    }

    private Asked beginQr(Region region) {
        Reply reply = post(ApiRequest.QR_BEGIN, region, "/auth/generate-qr", Map.of(), 201);
        Map<String, String> question =
                Map.of(
                        "token", reply.body.path("token").asText(),
                        "secret", reply.body.path("secret").asText());
        code = new Code(region, question, System.nanoTime() + POLL_NS);
        return reply.asked;
    }

    /** Something else if it is too early. */
    private Asked pollQr(Region region) {
        Code asking = code;
        if (asking == null || System.nanoTime() < asking.atNs) {
            return get(ApiRequest.ME, region, "/me", 200);
        }
        code = new Code(asking.region, asking.question, System.nanoTime() + POLL_NS);
        return post(ApiRequest.QR_POLL, asking.region, "/auth/qr-session", asking.question, 202)
                .asked;
    }

    private record Reply(Asked asked, JsonNode body) {}

    private Asked get(ApiRequest wanted, Region region, String path, int expected) {
        return send(wanted, region, "GET " + path, new byte[0], expected).asked;
    }

    private Reply post(ApiRequest wanted, Region region, String path, Object body, int expected) {
        return send(wanted, region, "POST " + path, Json.write(body), expected);
    }

    private Reply send(ApiRequest wanted, Region region, String what, byte[] body, int expected) {
        String[] methodAndPath = what.split(" ", 2);
        Map<String, String> headers =
                Map.of(
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        "Bearer " + accessToken);
        PlainHttp api = Objects.requireNonNull(apis.get(region));
        long beganNs = System.nanoTime();
        try {
            PlainHttp.Answer answer = api.send(methodAndPath[0], methodAndPath[1], headers, body);
            long tookUs = (System.nanoTime() - beganNs) / 1_000;
            boolean right = answer.status() == expected;
            return new Reply(
                    new Asked(
                            wanted, tookUs, right ? null : wanted.shown() + ": " + answer.status()),
                    answer.body().length == 0 ? Json.object() : Json.read(answer.body()));
        } catch (IOException e) {
            throw new StackUnavailableException("no answer to " + what, e);
        }
    }

    @Override
    public void close() {
        apis.values().forEach(PlainHttp::close);
    }
}
