package com.ieltsaiprep.local.check;

import java.util.List;

/** Quota of concurrent streams of the Sonic stand-in, by default that of the real service. */
final class StreamQuota {
    /** Headroom, so that a conversation that ends late does not keep the next one out. */
    private static final int FACTOR = 2;

    private StreamQuota() {}

    static List<String> argumentsFor(int conversations) {
        return List.of("--quota", String.valueOf(conversations * FACTOR));
    }
}
