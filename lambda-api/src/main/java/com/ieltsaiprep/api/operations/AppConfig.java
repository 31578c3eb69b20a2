package com.ieltsaiprep.api.operations;

import java.util.List;
import java.util.regex.Pattern;

/**
 * App configuration, as operators set it for all apps.
 *
 * @param minimumAppVersion three numbers with dots; older apps ask to be updated
 * @param newTests whether new tests may begin
 */
public record AppConfig(String minimumAppVersion, List<Notice> notices, boolean newTests) {
    private static final Pattern VERSION = Pattern.compile("\\d{1,5}(\\.\\d{1,5}){2}");

    /** The configuration before operators set one. */
    public static final AppConfig DEFAULT = new AppConfig("0.0.0", List.of(), true);

    /**
     * Notice to all users.
     *
     * @param id by which an app remembers that it was read
     */
    public record Notice(String id, String text, boolean warning) {
        /**
         * Returns its severity in JSON: {@code warning}, of a function out of order, or {@code
         * info}.
         */
        public String level() {
            return warning ? "warning" : "info";
        }
    }

    /**
     * Copies the notices.
     *
     * @throws IllegalArgumentException if the version is malformed
     */
    public AppConfig {
        if (!VERSION.matcher(minimumAppVersion).matches()) {
            throw new IllegalArgumentException("not three numbers with dots: " + minimumAppVersion);
        }
        notices = List.copyOf(notices);
    }
}
