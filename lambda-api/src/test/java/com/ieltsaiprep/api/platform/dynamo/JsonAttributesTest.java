package com.ieltsaiprep.api.platform.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.ieltsaiprep.common.Json;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

final class JsonAttributesTest {
    @Test
    void readsWhatItHasWritten() {
        Map<String, @Nullable Object> object = new LinkedHashMap<>();
        object.put("text", "ä");
        object.put("empty", "");
        object.put("whole", 6);
        object.put("long", 1_795_000_000_123L);
        object.put("half", 6.5);
        object.put("yes", true);
        object.put("list", List.of(List.of(), Map.of("a", 1), "b"));
        object.put("none", null);

        Map<String, Object> read = JsonAttributes.json(JsonAttributes.map(object).m());

        assertThat(Json.write(read)).isEqualTo(Json.write(object));
        assertThat(read).doesNotContainKey("none");
    }

    @Test
    void refusesOtherValues() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonAttributes.map(Map.of("a", new Object())));
        AttributeValue bytes = AttributeValue.fromB(SdkBytes.fromUtf8String("x"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonAttributes.json(Map.of("a", bytes)));
    }
}
