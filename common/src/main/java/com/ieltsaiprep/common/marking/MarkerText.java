package com.ieltsaiprep.common.marking;

import java.util.regex.Pattern;

/**
 * Text as a marker reads it: equal for answers that differ only in what no reader sees, so that
 * they get equal marks. White space is single, quotation marks and apostrophes are plain, and
 * invisible characters, which may hide instructions, are gone.
 */
final class MarkerText {
    private static final Pattern BLANKS = Pattern.compile("[\\p{Z}\\t]+");
    private static final Pattern AROUND_LINE_END = Pattern.compile(" ?\n ?");
    private static final Pattern BLANK_LINES = Pattern.compile("\n{3,}");
    private static final Pattern SINGLE_QUOTES = Pattern.compile("[\u2018\u2019\u201b\u02bc]");
    private static final Pattern DOUBLE_QUOTES = Pattern.compile("[\u201c\u201d\u201f]");

    private MarkerText() {}

    static String of(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        text.replace('\u2028', '\n')
                .replace('\u2029', '\n')
                .codePoints()
                .filter(it -> !SearchableText.isInvisible(it))
                .forEach(visible::appendCodePoint);
        String result = BLANKS.matcher(visible).replaceAll(" ");
        result = AROUND_LINE_END.matcher(result).replaceAll("\n");
        result = BLANK_LINES.matcher(result).replaceAll("\n\n");
        result = SINGLE_QUOTES.matcher(result).replaceAll("'");
        return DOUBLE_QUOTES.matcher(result).replaceAll("\"").strip();
    }
}
