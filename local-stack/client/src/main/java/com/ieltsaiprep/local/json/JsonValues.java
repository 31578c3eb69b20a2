package com.ieltsaiprep.local.json;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.common.Region;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * JSON codec of the stand-ins: reads and writes JSON in UTF-8 with Jackson.
 *
 * <p>It does not recycle Jackson's buffers, which would keep a user's words in memory after the
 * conversation.
 */
public final class JsonValues {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(32)
                                                    .maxStringLength(8 << 20)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .addMixIn(Region.class, RegionByAwsName.class)
                    .build();

    /** Maps a region to and from its AWS name. */
    private interface RegionByAwsName {
        @JsonValue
        String awsName();
    }

    private JsonValues() {}

    /**
     * Parses bytes that hold one JSON value, and returns the value as a tree.
     *
     * @throws IOException if the bytes are not one JSON value, or are nested deeper than 32 levels
     */
    public static JsonNode read(byte[] json) throws IOException {
        return MAPPER.readTree(json);
    }

    /**
     * Parses bytes that hold one JSON value into an object of {@code type}, such as a record.
     *
     * @throws IOException if the bytes are not one JSON value, or do not fit the type
     */
    public static <T> T read(byte[] json, Class<T> type) throws IOException {
        return MAPPER.readValue(json, type);
    }

    /** Creates an empty JSON object, to which the caller adds fields. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /**
     * Serializes a tree, record or collection to JSON in UTF-8.
     *
     * @throws UncheckedIOException if the value cannot be written as JSON
     */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
