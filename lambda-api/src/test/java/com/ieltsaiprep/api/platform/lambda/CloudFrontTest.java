package com.ieltsaiprep.api.platform.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Requests;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

class CloudFrontTest {
    private static final String OLD = "o".repeat(32);
    private static final String NEW = "n".repeat(128);
    private static final String EDGE = "203.0.113.7";
    private static final String VIEWER = "198.51.100.10:46532";

    private final CloudFront changing = CloudFront.parse(OLD + "," + NEW);

    @ParameterizedTest
    @CsvSource({
        "198.51.100.10:46532, 198.51.100.10",
        "2001:db8:0:0:0:0:0:1:46532, 2001:db8:0:0:0:0:0:1",
        "2001:db8::1:46532, 2001:db8:0:0:0:0:0:1",
        "[2001:db8::1]:46532, 2001:db8:0:0:0:0:0:1",
    })
    void readsViewerAddressWithoutPort(String header, String address) {
        assertThat(from(changing, OLD, header).sourceIp()).isEqualTo(address);
        assertThat(from(changing, NEW, header).sourceIp()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", "46532", "198.51.100.10", "example.com:80", "[]:1", "::x:1"})
    void keepsEdgeAddressWhenViewerAddressIsMalformed(String header) {
        assertThat(from(changing, OLD, header).sourceIp()).isEqualTo(EDGE);
    }

    @Property
    void acceptsAnyHeader(@ForAll String proof, @ForAll String viewer) {
        assertThat(from(changing, proof, viewer).sourceIp()).isEqualTo(EDGE);
        assertThat(from(changing, OLD, viewer).sourceIp()).isNotEmpty();
    }

    @Test
    void ignoresHeadersWithoutDistribution() {
        for (String proof : List.of("", OLD)) {
            Request request = from(CloudFront.none(), proof, VIEWER);

            assertThat(request.sourceIp()).isEqualTo(EDGE);
            assertThat(request.headers()).containsOnlyKeys("accept");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", ",", "%s,", "%s %s", "%s,short"})
    void refusesShortSecrets(String text) {
        assertThatThrownBy(() -> CloudFront.parse(text.replace("%s", OLD)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void omitsSecretsFromToString() {
        assertThat(changing.toString()).doesNotContain(OLD, NEW);
    }

    private static Request from(CloudFront cloudFront, String proof, String viewer) {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("accept", List.of("*/*"));
        headers.put("x-origin-secret", List.of(proof));
        headers.put("cloudfront-viewer-address", List.of(viewer));
        headers.put("cloudfront-viewer-country", List.of("VN"));
        return cloudFront.withViewerAddress(Requests.of("GET", "/me", headers, new byte[0]));
    }
}
