package com.ieltsaiprep.local.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiClient;
import com.ieltsaiprep.local.client.api.ApiResponse;
import com.ieltsaiprep.local.control.TestAccount;
import com.ieltsaiprep.local.json.HttpClients;

import org.jspecify.annotations.Nullable;

import java.net.InetAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Simulated phone with a network address of its own, by which rate limits count. Sends requests to
 * its nearest region, as the app does, and those for tickets to the region that gives them. One
 * thread at a time.
 */
final class SimulatedPhone implements AutoCloseable {
    private static final long POLL_INTERVAL_NS = 2_000_000_000L;

    private final Region nearest;
    private final ApiClient http;
    private final String email;
    private String password;
    private String accessToken;
    private String refreshToken;

    /** Newest code of a QR sign-in, and when to poll for it next. */
    private @Nullable QrPoll qrPoll;

    private record QrPoll(Map<String, String> pollBody, long atNs) {}

    /**
     * Response to a request, with the time it took.
     *
     * @param problem null if the response was right
     */
    record TimedResponse(ApiRequest request, long tookUs, @Nullable String problem) {}

    /**
     * Creates a phone with a loopback address, such as 127.1.0.7: on Linux all of 127.0.0.0/8 is
     * local.
     */
    SimulatedPhone(
            TestAccount account, Map<Region, URI> addresses, Region nearest, InetAddress own) {
        this.nearest = nearest;
        this.http = new ApiClient(HttpClients.http1().localAddress(own), addresses, "local-stack");
        this.email = account.email();
        this.password = account.password();
        this.accessToken = account.accessToken();
        this.refreshToken = account.refreshToken();
    }

    /** Sends a request and waits for the whole response. */
    TimedResponse send(ApiRequest wanted) {
        return switch (wanted) {
            case ME -> get(wanted, "/me", 200);
            case CONFIG -> get(wanted, "/config", 200);
            case REFRESH -> refresh();
            case TICKET ->
                    post(wanted, Region.VIRGINIA, ApiClient.SESSIONS, Map.of(), 201).response;
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
                            .response;
            case SIGN_IN -> signIn();
            case CHANGE_PASSWORD -> changePassword();
        };
    }

    private TimedResponse signIn() {
        Map<String, String> body = Map.of("email", email, "password", password);
        Reply reply = post(ApiRequest.SIGN_IN, nearest, "/auth/sign-in", body, 200);
        storeTokens(reply);
        return reply.response;
    }

    private TimedResponse refresh() {
        Map<String, String> body = Map.of("refresh_token", refreshToken);
        Reply reply = post(ApiRequest.REFRESH, nearest, "/auth/refresh", body, 200);
        storeTokens(reply);
        return reply.response;
    }

    private TimedResponse changePassword() {
        String next = "a-" + password.substring(2) + "-b";
        Map<String, String> body = Map.of("current_password", password, "new_password", next);
        Reply reply = post(ApiRequest.CHANGE_PASSWORD, nearest, "/auth/change-password", body, 200);
        password = next;
        storeTokens(reply);
        return reply.response;
    }

    private void storeTokens(Reply reply) {
        accessToken = reply.body.path("access_token").asText();
        refreshToken = reply.body.path("refresh_token").asText();
    }

    private TimedResponse beginQr() {
        Reply reply = post(ApiRequest.QR_BEGIN, nearest, "/auth/generate-qr", Map.of(), 201);
        Map<String, String> pollBody =
                Map.of(
                        "token", reply.body.path("token").asText(),
                        "secret", reply.body.path("secret").asText());
        qrPoll = new QrPoll(pollBody, System.nanoTime() + POLL_INTERVAL_NS);
        return reply.response;
    }

    /** Polls for the QR sign-in, or sends another request if it is too early. */
    private TimedResponse pollQr() {
        QrPoll due = qrPoll;
        if (due == null || System.nanoTime() < due.atNs) {
            return get(ApiRequest.ME, "/me", 200);
        }
        qrPoll = new QrPoll(due.pollBody, System.nanoTime() + POLL_INTERVAL_NS);
        return post(ApiRequest.QR_POLL, nearest, "/auth/qr-session", due.pollBody, 202).response;
    }

    private record Reply(TimedResponse response, JsonNode body) {}

    private TimedResponse get(ApiRequest wanted, String path, int expected) {
        return reply(wanted, http.get(nearest, path, accessToken), expected).response;
    }

    private Reply post(ApiRequest wanted, Region region, String path, Object body, int expected) {
        return reply(wanted, http.post(region, path, accessToken, body), expected);
    }

    private static Reply reply(ApiRequest wanted, ApiResponse answer, int expected) {
        String problem =
                answer.status() == expected ? null : wanted.label() + ": " + answer.status();
        return new Reply(
                new TimedResponse(wanted, Math.round(answer.ms() * 1_000), problem), answer.json());
    }

    @Override
    public void close() {
        http.close();
    }
}
