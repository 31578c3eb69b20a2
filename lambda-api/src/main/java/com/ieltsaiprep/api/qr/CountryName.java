package com.ieltsaiprep.api.qr;

import java.util.Locale;
import java.util.regex.Pattern;

/** Where a browser is, as far as can be said. */
final class CountryName {
    private static final String UNKNOWN = "unknown place";

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    private CountryName() {}

    /** For example {@code Vietnam} for {@code VN}. */
    static String inWords(String country) {
        if (!COUNTRY.matcher(country).matches()) {
            return UNKNOWN;
        }
        String name = Locale.of("", country).getDisplayCountry(Locale.ENGLISH);
        return name.equals(country) ? UNKNOWN : name;
    }
}
