package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiResponse;
import com.ieltsaiprep.local.stack.OpenApiOperations.Operation;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** CORS: pages of other origins can neither change nor read data. */
@SharedApi
final class CorsIT {
    @RegisterExtension static final ApiExtension API = new ApiExtension();

    private static final List<String> FOREIGN =
            List.of(
                    "null",
                    "http://localhost:8080.evil.example",
                    "http://evil-localhost:8080",
                    "http://localhost:80800",
                    "http://localhost",
                    "http://localhost:8081",
                    "HTTP://LOCALHOST:8080",
                    "https://localhost:8080",
                    "http://localhost:8080/",
                    "http://localhost:8080, https://evil.example",
                    "capacitor://localhost.evil.example",
                    "https://evil.example");

    private static final List<String> OURS =
            List.of(ApiStack.WEB, "capacitor://localhost", "https://localhost");

    static List<Operation> operations() throws IOException {
        return OpenApiOperations.operations();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void aForeignOriginIsRejectedAndGetsNoCorsHeaders(Operation operation) {
        RecordingApiClient client = API.newClient();
        for (String origin : FOREIGN) {
            ApiResponse response = send(client, operation.method(), operation.path(), origin);
            ApiResponse preflight = send(client, "OPTIONS", operation.path(), origin);

            if (operation.isWrite()) {
                assertThat(response.outcome()).as(origin).isEqualTo("403 origin_refused");
            }
            assertThat(preflight.outcome()).as(origin).isEqualTo("403 origin_refused");
            for (ApiResponse any : List.of(response, preflight)) {
                assertThat(any.headers().map().keySet())
                        .as(origin)
                        .noneMatch(
                                name ->
                                        name.toLowerCase(Locale.ROOT)
                                                .startsWith("access-control-"));
                assertThat(any.header("Vary")).contains("Origin");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void ownOriginsAreAllowedWithoutCredentials(Operation operation) {
        RecordingApiClient client = API.newClient();
        for (String origin : OURS) {
            ApiResponse response = send(client, "OPTIONS", operation.path(), origin);

            assertThat(response.status()).isEqualTo(204);
            assertThat(response.header("Access-Control-Allow-Origin")).isEqualTo(origin);
            assertThat(response.header("Access-Control-Allow-Methods"))
                    .contains(operation.method());
            assertThat(response.headers().map())
                    .doesNotContainKeys("access-control-allow-credentials", "set-cookie");
        }
    }

    private static ApiResponse send(
            RecordingApiClient client, String method, String path, String origin) {
        String body = method.equals("GET") || method.equals("OPTIONS") ? "" : "{}";
        return client.send(Region.VIRGINIA, method, path, body, Map.of("Origin", origin));
    }
}
