package com.ieltsaiprep.api.qr;

import java.util.List;

/** Display name of a browser, derived from its {@code User-Agent} header. */
final class UserAgentName {
    /**
     * Product whose token occurs in the header.
     *
     * @param sign the token
     */
    private record Known(String sign, String name) {}

    /** Products in the order of their search: most browsers also claim to be others. */
    private static final List<Known> BROWSERS =
            List.of(
                    new Known("Edg", "Edge"),
                    new Known("OPR/", "Opera"),
                    new Known("SamsungBrowser/", "Samsung Internet"),
                    new Known("Firefox/", "Firefox"),
                    new Known("FxiOS/", "Firefox"),
                    new Known("Chrome/", "Chrome"),
                    new Known("CriOS/", "Chrome"),
                    new Known("Safari/", "Safari"));

    private static final List<Known> SYSTEMS =
            List.of(
                    new Known("Windows", "Windows"),
                    new Known("Android", "Android"),
                    new Known("iPhone", "iPhone"),
                    new Known("iPad", "iPad"),
                    new Known("Mac OS X", "Mac"),
                    new Known("CrOS", "ChromeOS"),
                    new Known("Linux", "Linux"));

    private UserAgentName() {}

    /** Returns a name such as {@code Chrome on Windows}, without any text of the header itself. */
    static String of(String userAgent) {
        String browser = find(BROWSERS, userAgent, "Unknown browser");
        String system = find(SYSTEMS, userAgent, "");
        return system.isEmpty() ? browser : browser + " on " + system;
    }

    private static String find(List<Known> table, String userAgent, String otherwise) {
        return table.stream()
                .filter(known -> userAgent.contains(known.sign()))
                .map(Known::name)
                .findFirst()
                .orElse(otherwise);
    }
}
