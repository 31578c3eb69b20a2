package com.ieltsaiprep.common;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Normaliser of pasted text, in which mail programs, chats and phones leave invisible characters.
 * {@code pasted-text.ts} of the page does the same; docs/pasted-text.json has the cases of both.
 */
public final class PastedText {
    /** White space and invisible marks that mean nothing at either end of a text. */
    private static final String PADDING =
            "\\x09-\\x0d\\x1c-\\x20\\x85\\xa0\\xad\\u061c\\u1680\\u180e\\u2000-\\u200b\\u200e\\u200f"
                + "\\u2028-\\u202f\\u205f-\\u206f\\u3000\\ufeff";

    /** Also joiners, fillers, selectors and tags, which some scripts and emoji end with. */
    private static final String INVISIBLE =
            PADDING
                    + "\\u034f\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200c\\u200d\\u2800\\u3164"
                    + "\\ufe00-\\ufe0f\\uffa0\\ufff0-\\ufffb\\x{16fe4}\\x{1bca0}-\\x{1bca3}"
                    + "\\x{1d159}\\x{1d173}-\\x{1d17a}\\x{e0000}-\\x{e0fff}";

    private static final Pattern PADDING_AROUND = around(PADDING);
    private static final Pattern INVISIBLE_AROUND = around(INVISIBLE);
    private static final Pattern ANY_VISIBLE = Pattern.compile("[^" + INVISIBLE + "]");
    private static final Pattern ANY_INVISIBLE = Pattern.compile("[" + INVISIBLE + "]");

    /** Also punctuation, and what keyboards have for a dash. */
    private static final Pattern BETWEEN_LETTERS =
            Pattern.compile("[" + INVISIBLE + "\\p{P}\\u2212\\u30fc]");

    private PastedText() {}

    /** Takes linear time, unlike a search for {@code [characters]+$}. */
    private static Pattern around(String characters) {
        return Pattern.compile("(?s)[%1$s]*+(.*[^%1$s])?[%1$s]*+".formatted(characters));
    }

    private static String inner(Pattern around, String text) {
        Matcher matcher = around.matcher(text);
        return matcher.matches() && matcher.group(1) != null ? matcher.group(1) : "";
    }

    /** Returns a code in upper case, without white space, punctuation and invisible characters. */
    public static String code(String pasted) {
        String composed = Normalizer.normalize(pasted, Form.NFKC);
        return BETWEEN_LETTERS.matcher(composed).replaceAll("").toUpperCase(Locale.ROOT);
    }

    /** Returns an address in Unicode's form NFKC, without white space and the invisible around. */
    public static String address(String pasted) {
        return inner(INVISIBLE_AROUND, Normalizer.normalize(pasted, Form.NFKC));
    }

    /**
     * Returns a text of one line in Unicode's form NFC, without white space around; what has more
     * than white space, but nothing visible, remains not empty.
     */
    public static String line(String pasted) {
        return isVisible(pasted)
                ? Normalizer.normalize(inner(PADDING_AROUND, pasted), Form.NFC)
                : pasted.strip();
    }

    /** Returns whether a text has a visible character. */
    public static boolean isVisible(String text) {
        return ANY_VISIBLE.matcher(text).find();
    }

    /** Returns whether a text has white space or another invisible character. */
    public static boolean hasInvisible(String text) {
        return ANY_INVISIBLE.matcher(text).find();
    }
}
