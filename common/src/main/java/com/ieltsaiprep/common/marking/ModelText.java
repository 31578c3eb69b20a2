package com.ieltsaiprep.common.marking;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.regex.Pattern;

/** Plain text of a model's prose: one line without markup, links and invisible characters. */
final class ModelText {
    private static final Pattern TAG = Pattern.compile("<[\\p{Alpha}/!?][^<>]*>");
    private static final Pattern TAG_START = Pattern.compile("<(?=[\\p{Alpha}/!?])");
    private static final Pattern BLANK = Pattern.compile("[\\s\\p{Z}\\p{Cc}]+");
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}]");
    private static final Pattern LINK =
            Pattern.compile("\\b(?:https?|javascript|data):|\\bwww\\.", Pattern.CASE_INSENSITIVE);

    private ModelText() {}

    /**
     * Returns a text without HTML tags and invisible characters, cut to a length in code points;
     * empty if nothing remains, or if the text has a link.
     */
    static String plain(String raw, int maxLength) {
        String text = BLANK.matcher(Normalizer.normalize(raw, Form.NFC)).replaceAll(" ");
        text = INVISIBLE.matcher(text).replaceAll("");
        text = TAG_START.matcher(TAG.matcher(text).replaceAll("")).replaceAll("").strip();
        return LINK.matcher(text).find() ? "" : cut(text, maxLength);
    }

    private static String cut(String text, int maxLength) {
        if (text.codePointCount(0, text.length()) <= maxLength) {
            return text;
        }
        String head = text.substring(0, text.offsetByCodePoints(0, maxLength - 1));
        int blank = head.lastIndexOf(' ');
        return (blank > maxLength / 2 ? head.substring(0, blank) : head) + "\u2026";
    }
}
