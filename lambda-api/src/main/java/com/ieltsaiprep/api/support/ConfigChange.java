package com.ieltsaiprep.api.support;

import com.ieltsaiprep.api.operations.AppConfig;
import com.ieltsaiprep.api.operations.AppConfig.Notice;
import com.ieltsaiprep.common.PastedText;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Change of the app configuration; an empty field stays.
 *
 * @param notices replace all present ones
 */
record ConfigChange(
        Optional<String> minimumAppVersion,
        Optional<Boolean> newTests,
        Optional<List<Notice>> notices) {
    private static final Pattern NOTICE =
            Pattern.compile("([a-z0-9-]{1,40}):(info|warning):(.{1,300})");

    /**
     * Parses a change.
     *
     * @throws SupportUsageException if it is invalid
     */
    static ConfigChange read(Arguments arguments) {
        Optional<String> version = arguments.option("--minimum-app-version");
        Optional<Boolean> newTests = arguments.option("--new-tests").map(ConfigChange::onOrOff);
        Optional<List<Notice>> notices = arguments.option("--notice").map(ConfigChange::notices);
        if (version.isEmpty() && newTests.isEmpty() && notices.isEmpty()) {
            throw new SupportUsageException("nothing is to be set");
        }
        ConfigChange change = new ConfigChange(version, newTests, notices);
        change.apply(AppConfig.DEFAULT);
        return change;
    }

    private static boolean onOrOff(String text) {
        return switch (text) {
            case "on" -> true;
            case "off" -> false;
            default -> throw new SupportUsageException("--new-tests is on or off");
        };
    }

    private static List<Notice> notices(String text) {
        if (text.equals("none")) {
            return List.of();
        }
        Matcher notice = NOTICE.matcher(text);
        if (!notice.matches() || !PastedText.isVisible(notice.group(3))) {
            throw new SupportUsageException("--notice is ID:info:TEXT, ID:warning:TEXT, or none");
        }
        boolean warning = notice.group(2).equals("warning");
        return List.of(new Notice(notice.group(1), notice.group(3), warning));
    }

    AppConfig apply(AppConfig before) {
        try {
            return new AppConfig(
                    minimumAppVersion.orElse(before.minimumAppVersion()),
                    notices.orElse(before.notices()),
                    newTests.orElse(before.newTests()));
        } catch (IllegalArgumentException _) {
            throw new SupportUsageException("--minimum-app-version is three numbers with dots");
        }
    }
}
