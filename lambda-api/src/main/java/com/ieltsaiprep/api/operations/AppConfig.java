package com.ieltsaiprep.api.operations;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What operators tell all apps.
 *
 * @param minimumAppVersion older apps ask to be updated; three numbers with dots
 * @param notices to show
 * @param newTests whether new tests may begin
 */
public record AppConfig(String minimumAppVersion, List<Notice> notices, boolean newTests) {
    private static final Pattern VERSION = Pattern.compile("\\d{1,5}(\\.\\d{1,5}){2}");

    /** Until operators say otherwise. */
    public static final AppConfig USUAL = new AppConfig("0.0.0", List.of(), true);

    /** How a notice is shown. */
    public enum Level {
        /** Good to know. */
        INFO,
        /** Something does not work. */
        WARNING;

        /** Its name in JSON. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Something to tell everybody.
     *
     * @param id by which an app knows that it was read
     */
    public record Notice(String id, String text, Level level) {}

    /**
     * Copies the notices.
     *
     * @throws IllegalArgumentException if the version is none
     */
    public AppConfig {
        if (!VERSION.matcher(minimumAppVersion).matches()) {
            throw new IllegalArgumentException("not three numbers with dots: " + minimumAppVersion);
        }
        notices = List.copyOf(notices);
    }
}
