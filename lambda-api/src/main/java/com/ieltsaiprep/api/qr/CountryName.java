package com.ieltsaiprep.api.qr;

import java.util.Locale;
import java.util.regex.Pattern;

/** Display name of a country, by its code (ISO 3166-1 alpha-2). */
final class CountryName {
    private static final String UNKNOWN = "unknown place";

    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");

    private CountryName() {}

    /** Returns a name such as {@code Vietnam} for {@code VN}. */
    static String of(String country) {
        if (!COUNTRY.matcher(country).matches()) {
            return UNKNOWN;
        }
        String name = Locale.of("", country).getDisplayCountry(Locale.ENGLISH);
        return name.equals(country) ? UNKNOWN : name;
    }
}
