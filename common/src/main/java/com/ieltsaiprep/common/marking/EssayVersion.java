package com.ieltsaiprep.common.marking;

import java.util.Locale;

/** Essay version: the text that a marker reads. */
enum EssayVersion {
    /** All sentences. */
    PLAIN,
    /** Remaining sentences, once those that address the marker are taken out. */
    MASKED;

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
