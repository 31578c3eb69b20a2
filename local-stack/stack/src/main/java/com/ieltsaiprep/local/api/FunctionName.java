package com.ieltsaiprep.local.api;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name of a Lambda function with the version or alias to invoke.
 *
 * @param qualifier version or alias; empty for the unpublished version
 */
record FunctionName(String name, String qualifier) {
    private static final Set<String> QUALIFIERS = Set.of("", "$LATEST", "live");
    private static final Pattern FORM =
            Pattern.compile(
                    "(?:arn:aws:lambda:([a-z0-9-]+):)?(?:\\d{12}:)?(?:function:)?([\\w-]+)(?::(\\$LATEST|[\\w-]+))?");

    /**
     * Reads a name, a partial ARN or an ARN.
     *
     * @param parameter query parameter {@code Qualifier}; null if there is none
     * @return empty if the text has none of these forms, is the ARN of another region, or names two
     *     different qualifiers
     */
    static Optional<FunctionName> read(String text, @Nullable String parameter, String region) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || (form.group(1) != null && !form.group(1).equals(region))) {
            return Optional.empty();
        }
        String own = form.group(3) == null ? "" : form.group(3);
        String other = parameter == null ? own : parameter;
        return own.isEmpty() || own.equals(other)
                ? Optional.of(new FunctionName(String.valueOf(form.group(2)), other))
                : Optional.empty();
    }

    /** Returns whether every function has this version or alias. */
    boolean isPublished() {
        return QUALIFIERS.contains(qualifier);
    }

    /** Returns the version that is executed. */
    String version() {
        return qualifier.equals("live") ? "1" : "$LATEST";
    }

    @Override
    public String toString() {
        return qualifier.isEmpty() ? name : name + ":" + qualifier;
    }
}
