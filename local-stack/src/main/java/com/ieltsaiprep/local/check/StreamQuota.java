package com.ieltsaiprep.local.check;

import java.util.List;

/** The Sonic stand-in's limit of streams at a time, which is the real service's unless told. */
final class StreamQuota {
    /** A conversation that ends late must not keep the next one out. */
    private static final int FACTOR = 2;

    private StreamQuota() {}

    static List<String> of(int conversations) {
        return List.of("--quota", String.valueOf(conversations * FACTOR));
    }
}
