package com.ieltsaiprep.api.operations;

import java.util.List;
import java.util.regex.Pattern;

/**
 * App configuration that operators set for all apps.
 *
 * @param minimumAppVersion such as {@code 1.2.0}; older apps ask their users to update
 * @param notices that apps show to all users
 * @param newTests whether new tests may begin
 */
public record AppConfig(String minimumAppVersion, List<Notice> notices, boolean newTests) {
    private static final Pattern VERSION = Pattern.compile("\\d{1,5}(\\.\\d{1,5}){2}");

    /** App configuration until operators set one: any app version, no notices, new tests on. */
    public static final AppConfig DEFAULT = new AppConfig("0.0.0", List.of(), true);

    /**
     * Notice that apps show to all users.
     *
     * @param id by which an app remembers that its user has read the notice
     * @param warning true if the notice warns of a problem, false if it only informs
     */
    public record Notice(String id, String text, boolean warning) {
        /** Returns the severity of the notice in JSON, {@code warning} or {@code info}. */
        public String level() {
            return warning ? "warning" : "info";
        }
    }

    /** Copies the notices; throws IllegalArgumentException if the version is not three numbers. */
    public AppConfig {
        if (!VERSION.matcher(minimumAppVersion).matches()) {
            throw new IllegalArgumentException("not three numbers with dots: " + minimumAppVersion);
        }
        notices = List.copyOf(notices);
    }
}
