package com.ieltsaiprep.common.marking;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Degree to which an answer meets a point. */
enum Answered {
    YES,
    PARTLY,
    NO;

    static final Map<String, Answered> BY_ID =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(Answered::id, Function.identity()));

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
