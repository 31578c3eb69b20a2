package com.ieltsaiprep.infra.testkit.plan;

import static com.ieltsaiprep.infra.testkit.wire.WireValues.string;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import com.ieltsaiprep.infra.testkit.wire.WireValues;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

class PlanValuesTest {
    @Test
    void sortsMembers() {
        assertThat(
                        PlanValues.object(
                                        Struct.newBuilder()
                                                .putFields("b", string("2"))
                                                .putFields("a", string("1"))
                                                .build())
                                .toString())
                .isEqualTo("{\"a\":\"1\",\"b\":\"2\"}");
    }

    @Test
    void hasOnlyTheFormOfSecrets() {
        Value environment = WireValues.object(struct("REDIS_TOKEN", string("plain")));

        assertThat(read(special(WireValues.SECRET, WireValues.PLAINTEXT, string("plain"))))
                .isEqualTo("\"[secret]\"");
        assertThat(read(special(WireValues.SECRET, WireValues.PLAINTEXT, environment)))
                .isEqualTo("{\"REDIS_TOKEN\":\"[secret]\"}");
        assertThat(read(special(WireValues.SECRET, WireValues.PLAINTEXT, number(1))))
                .isEqualTo("\"[secret]\"");
    }

    @Test
    void opensDocumentsOfJson() {
        assertThat(read(string("{\"Version\":\"2012-10-17\",\"Id\":1}")))
                .isEqualTo("{\"json\":{\"Id\":1,\"Version\":\"2012-10-17\"}}");
        assertThat(read(string("{no json"))).isEqualTo("\"{no json\"");
    }

    @Test
    void splitsTextsIntoLines() {
        String text = "#!/bin/bash\nset -euo pipefail\n" + "echo ready\n".repeat(5);

        assertThat(read(string("a\nb"))).isEqualTo("{\"lines\":[\"a\",\"b\"]}");
        assertThat(
                        read(
                                string(
                                        Base64.getEncoder()
                                                .encodeToString(
                                                        text.getBytes(StandardCharsets.UTF_8)))))
                .startsWith("{\"base64\":[\"#!/bin/bash\",\"set -euo pipefail\",");
    }

    @Test
    void namesFilesOfAssetsAndArchives() {
        assertThat(read(special(WireValues.ASSET, "path", string("index.html"))))
                .isEqualTo("{\"asset\":\"index.html\"}");
        assertThat(read(special(WireValues.ARCHIVE, "path", string("auth.zip"))))
                .isEqualTo("{\"archive\":\"auth.zip\"}");
    }

    @Test
    void keepsNumbersAsTheyAre() {
        assertThat(read(number(29))).isEqualTo("29");
        assertThat(read(number(0.5))).isEqualTo("0.5");
    }

    private static String read(Value value) {
        return PlanValues.object(struct("x", value)).get("x").toString();
    }

    private static Value special(String signature, String name, Value value) {
        return WireValues.object(
                struct(WireValues.SIGNATURE, string(signature)).toBuilder()
                        .putFields(name, value)
                        .build());
    }

    private static Value number(double number) {
        return Value.newBuilder().setNumberValue(number).build();
    }

    private static Struct struct(String name, Value value) {
        return Struct.newBuilder().putFields(name, value).build();
    }
}
