package com.ieltsaiprep.api.support;

import com.ieltsaiprep.api.operations.AppConfig;
import com.ieltsaiprep.api.operations.AppConfig.Level;
import com.ieltsaiprep.api.operations.AppConfig.Notice;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is to be different in the configuration; empty: the same.
 *
 * @param notices in the place of all that there are
 */
record ConfigChange(
        Optional<String> minimumAppVersion,
        Optional<Boolean> newTests,
        Optional<List<Notice>> notices) {
    private static final Pattern NOTICE =
            Pattern.compile("([a-z0-9-]{1,40}):(info|warning):(.{1,300})");

    /**
     * Reads it.
     *
     * @throws SupportUsageException if it could not be applied, whatever there is
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
        if (!notice.matches()) {
            throw new SupportUsageException("--notice is ID:info:TEXT, ID:warning:TEXT, or none");
        }
        Level level = notice.group(2).equals("info") ? Level.INFO : Level.WARNING;
        return List.of(new Notice(notice.group(1), notice.group(3), level));
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
