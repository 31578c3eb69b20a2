package com.ieltsaiprep.gateway.sonic.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;

/** JSON factory for Nova Sonic's events. */
final class SonicJson {
    /** Maximum length of a string in an event, characters: 16 s of Maya's voice in base64. */
    private static final int MAX_STRING = 1024 * 1024;

    private static final int MAX_DEPTH = 16;
    private static final int MAX_NAME = 256;

    /** Factory without buffer recycling: recycled buffers would keep what candidates said. */
    static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxStringLength(MAX_STRING)
                                    .maxNestingDepth(MAX_DEPTH)
                                    .maxNameLength(MAX_NAME)
                                    .build())
                    .build();

    private SonicJson() {}
}
