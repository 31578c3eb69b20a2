package com.ieltsaiprep.local.evaluation;

import java.text.Normalizer;
import java.util.Locale;

/** Quote check: whether a quote stands verbatim in a response, but for case, blanks and quotes. */
final class QuoteCheck {
    private final String response;

    QuoteCheck(String response) {
        this.response = normalise(response);
    }

    boolean isVerbatim(String quote) {
        String normalised = normalise(quote).strip();
        return !normalised.isEmpty() && response.contains(normalised);
    }

    private static String normalise(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .replaceAll("[\u2018\u2019\u02bc]", "'")
                .replaceAll("[\u201c\u201d]", "\"")
                .replaceAll("\\s+", " ")
                .toLowerCase(Locale.ROOT);
    }
}
