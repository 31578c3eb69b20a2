package com.ieltsaiprep.api.platform.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.platform.log.Log;
import com.ieltsaiprep.api.platform.log.RequestLog;
import com.ieltsaiprep.api.testing.LogLines;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

class DirectEventTest {
    private static final String EVENT = "{\"end\":{\"a\":1}}";

    private final LogLines log = new LogLines();
    private final List<@Nullable Object> taken = new ArrayList<>();
    private final FunctionCalls calls =
            new FunctionCalls(
                    new ProxyFunction(
                                    List.of(new Route("POST", "/end", _ -> Response.noContent())),
                                    CloudFront.none(),
                                    Set.of(),
                                    new RequestLog(
                                            new Log(log.stream(), () -> Instant.EPOCH, Map.of()),
                                            () -> null),
                                    () -> 0,
                                    _ -> false)
                            .onDirectEvent("end", this::take));

    private String take(@Nullable Object value) {
        taken.add(value);
        return "{\"done\":true}";
    }

    @Test
    void takesEventOfDirectInvocation() {
        assertThat(new String(calls.raw(EVENT), StandardCharsets.UTF_8))
                .isEqualTo("{\"done\":true}");

        assertThat(taken).isEqualTo(List.of(Map.of("a", 1L)));
        assertThat(log.of("request")).isEmpty();
    }

    @Test
    void takesNoEventFromHttpRequest() {
        Map<String, String> headers = Map.of("end", "1");
        calls.send("POST", "/end", headers, EVENT.getBytes(StandardCharsets.UTF_8));
        calls.send(FunctionCalls.event("POST", "/end", headers).put("body", EVENT));
        calls.send(FunctionCalls.event("POST", "/end", headers).put("end", 1));

        assertThat(taken).isEmpty();
        assertThat(log.of("request")).hasSize(3);
    }
}
