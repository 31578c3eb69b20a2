package com.ieltsaiprep.gateway.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.util.Locale;

/**
 * JSON configuration of both directions. Buffers are not recycled, because a recycled buffer would
 * keep content in memory for as long as the process runs.
 */
final class ProtocolJson {
    /** Most levels of a control message. */
    static final int MAX_DEPTH = 8;

    private static final int MAX_NUMBER_DIGITS = 40;

    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAX_DEPTH)
                                    .maxDocumentLength(ProtocolLimits.MAX_CAPSULE_MESSAGE_BYTES)
                                    .maxStringLength(ProtocolLimits.MAX_CAPSULE_MESSAGE_BYTES)
                                    .maxNameLength(ProtocolLimits.MAX_CAPSULE_MESSAGE_BYTES)
                                    .maxNumberLength(MAX_NUMBER_DIGITS)
                                    .build())
                    .build();

    private static final JsonMapper MAPPER =
            JsonMapper.builder(FACTORY)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private ProtocolJson() {}

    static JsonFactory factory() {
        return FACTORY;
    }

    static JsonNode tree(String json) throws IOException {
        return MAPPER.readTree(json);
    }

    /** Returns the name of a constant on the wire. */
    static String wireName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
