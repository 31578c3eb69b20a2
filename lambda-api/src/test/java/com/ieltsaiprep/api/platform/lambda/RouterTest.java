package com.ieltsaiprep.api.platform.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.http.Requests;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.http.Route;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.util.List;
import java.util.Map;

class RouterTest {
    private final Router router =
            new Router(
                    List.of(
                            route("GET", "/me"),
                            route("DELETE", "/me"),
                            route("POST", "/auth/sign-in"),
                            route("GET", "/auth/qr/{token}"),
                            new Route(
                                    "POST",
                                    "/limited",
                                    _ -> {
                                        throw Problem.retryable(
                                                        ProblemType.TOO_MANY_REQUESTS,
                                                        "Wait a little.",
                                                        Duration.ofSeconds(7))
                                                .exception();
                                    })));

    @ParameterizedTest
    @CsvSource({
        "GET,/me,GET /me",
        "DELETE,/me,DELETE /me",
        "POST,/auth/sign-in,POST /auth/sign-in",
        "GET,/auth/qr/DBCF-GHJK,GET /auth/qr/{token}",
        "HEAD,/me,GET /me",
    })
    void findsRouteByMethodAndPath(String method, String path, String route) {
        Router.Match match = router.find(Requests.of(method, path));
        Response response = match.handle();

        assertThat(match.route()).isEqualTo(route);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body()).contains(route);
    }

    @ParameterizedTest
    @CsvSource({
        "eu.abc,eu.abc",
        "a%2Fb,a/b",
        "a+b,a+b",
        "a%20b,a b",
        "%C3%A9,é",
        "%25,%",
        "%25%35,%5",
        "..,..",
    })
    void decodesPathParameterOnce(String encoded, String decoded) {
        assertThat(router.find(Requests.of("GET", "/auth/qr/" + encoded)).handle().body())
                .contains("{token=" + decoded + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "me",
                "/me/",
                "//me",
                "/Me",
                "/me/x",
                "/me?x=1",
                "/auth/qr",
                "/auth/qr/",
                "/auth/qr/a/b",
                "/auth/qr/%zz",
                "/auth/qr/%",
                "/auth/sign-in/",
                "/auth/../me",
                "/%6de",
                "/{token}",
            })
    void returnsNotFoundForOtherPaths(String path) {
        for (String method : List.of("GET", "POST", "HEAD", "OPTIONS")) {
            Router.Match match = router.find(Requests.of(method, path));
            Response response = match.handle();

            assertThat(match.route()).isEqualTo(Route.NONE);
            assertThat(response.status()).isEqualTo(404);
            assertThat(response.body()).contains("/problems/not_found", Requests.ID);
            assertThat(router.methods(path)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST,/me,'DELETE, GET, HEAD, OPTIONS'",
        "get,/me,'DELETE, GET, HEAD, OPTIONS'",
        "TRACE,/me,'DELETE, GET, HEAD, OPTIONS'",
        "'',/me,'DELETE, GET, HEAD, OPTIONS'",
        "HEAD,/auth/sign-in,'OPTIONS, POST'",
        "PUT,/auth/qr/x,'GET, HEAD, OPTIONS'",
    })
    void returnsAllowedMethodsOfPath(String method, String path, String allowed) {
        Router.Match match = router.find(Requests.of(method, path));
        Response response = match.handle();

        assertThat(match.route()).isEqualTo(Route.NONE);
        assertThat(response.status()).isEqualTo(405);
        assertThat(response.headers()).containsEntry("Allow", List.of(allowed));
        assertThat(response.body()).contains("/problems/method_not_allowed");
    }

    @Test
    void returnsMethodsOfPathForOptions() {
        Response response = router.find(Requests.of("OPTIONS", "/me")).handle();

        assertThat(response.status()).isEqualTo(204);
        assertThat(response.headers())
                .isEqualTo(Map.of("Allow", List.of("DELETE, GET, HEAD, OPTIONS")));
    }

    @Test
    void returnsProblemOfEndpoint() {
        Response response = router.find(Requests.of("POST", "/limited")).handle();

        assertThat(response.status()).isEqualTo(429);
        assertThat(response.headers())
                .containsEntry("Retry-After", List.of("7"))
                .containsEntry("Content-Type", List.of("application/problem+json"));
    }

    @Test
    void propagatesFailureOfEndpoint() {
        Router broken =
                new Router(
                        List.of(
                                new Route(
                                        "GET",
                                        "/",
                                        _ -> {
                                            throw new IllegalStateException("x");
                                        })));

        assertThatThrownBy(() -> broken.find(Requests.of("GET", "/")).handle())
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesDuplicateRoutes() {
        assertThatThrownBy(() -> new Router(List.of(route("GET", "/me"), route("GET", "/me"))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Route route(String method, String path) {
        return new Route(
                method,
                path,
                request ->
                        Response.json(
                                200,
                                Map.of(
                                        "route",
                                        method + " " + path,
                                        "parameters",
                                        request.pathParameters().toString())));
    }
}
