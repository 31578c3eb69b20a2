package com.ieltsaiprep.common;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reader of the origins whose pages may call the API and open a conversation: web pages that the
 * setting {@code CORS_ORIGIN} lists, and the mobile app. Origins are compared whole, exactly as
 * browsers send them.
 */
public final class AllowedOrigins {
    /** Origins of the mobile app's own pages on iOS and Android, which are always allowed. */
    public static final Set<String> APP = Set.of("capacitor://localhost", "https://localhost");

    private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[a-z0-9.:\\[\\]-]+");

    private AllowedOrigins() {}

    /**
     * Returns the origins of {@code CORS_ORIGIN} and those of the app. An origin that is written
     * wrongly is recorded as a problem of the settings and left out.
     */
    public static Set<String> read(Settings settings) {
        Set<String> origins = new HashSet<>(APP);
        origins.addAll(
                settings.list(
                        "CORS_ORIGIN",
                        "",
                        ORIGIN,
                        "origins in small letters such as https://app.example.com, without a path,"
                                + " with commas between them"));
        return Set.copyOf(origins);
    }
}
