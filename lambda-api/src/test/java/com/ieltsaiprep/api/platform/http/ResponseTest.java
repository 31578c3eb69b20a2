package com.ieltsaiprep.api.platform.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

class ResponseTest {

    @Test
    void writesJson() {
        Response response = Response.json(200, Map.of("left", List.of(4, "a")));

        assertThat(response.body()).isEqualTo("{\"left\":[4,\"a\"]}");
        assertThat(response.headers()).containsEntry("Content-Type", List.of("application/json"));
    }

    @Test
    void replacesHeaderOfSameName() {
        Response response = Response.noContent().with("Allow", "GET").with("allow", "PUT");

        assertThat(response.headers()).hasSize(1).containsValue(List.of("PUT"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nSet-Cookie: b", "a\n", "é", "\u0000"})
    void refusesHeaderWithLineBreak(String value) {
        assertThatThrownBy(() -> Response.noContent().with("X-Test", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining(value);
    }

    @Test
    void countsLengthInBytes() {
        assertThat(new Response(200, Map.of(), "é😀").length()).isEqualTo(6);
    }

    @Test
    void omitsContentFromToString() {
        assertThat(Response.json(200, Map.of("token", "hunter2")).toString())
                .doesNotContain("hunter2");
        assertThat(Requests.json("POST", "/", "hunter2").toString()).doesNotContain("hunter2");
    }
}
