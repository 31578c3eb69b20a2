package com.ieltsaiprep.common.marking;

import java.util.Locale;

/** Framing: order in which a marker reads the band descriptors. */
enum Framing {
    /** Band 9 first. */
    DESCENDING,
    /** Band 1 first. */
    ASCENDING;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
