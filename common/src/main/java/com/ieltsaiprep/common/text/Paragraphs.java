package com.ieltsaiprep.common.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Paragraph splitter: a paragraph ends at a line break, unless the next line continues the sentence
 * in lower case or the line is as long as those that a program has wrapped.
 */
final class Paragraphs {
    private static final String BREAKS = "\\n\\r\\u0085\\u2028\\u2029";
    private static final Pattern LINE = Pattern.compile("[^%1$s]*+\\R|[^%1$s]++".formatted(BREAKS));

    /** Line from which a break without the end of a sentence is wrapping, UTF-16 units. */
    private static final int WRAPPED_LENGTH = 60;

    private Paragraphs() {}

    /** Returns the paragraphs in their order; concatenated, they are the text. */
    static List<String> of(String text) {
        List<String> found = new ArrayList<>();
        StringBuilder paragraph = new StringBuilder();
        String before = "";
        Matcher lines = LINE.matcher(text);
        while (lines.find()) {
            String line = lines.group();
            if (!line.isBlank()) {
                if (!before.isEmpty() && !isWrapped(before, line)) {
                    found.add(paragraph.toString());
                    paragraph.setLength(0);
                }
                before = line;
            } else {
                before = before.isEmpty() ? "" : "\n";
            }
            paragraph.append(line);
        }
        if (!paragraph.isEmpty()) {
            found.add(paragraph.toString());
        }
        return List.copyOf(found);
    }

    private static boolean isWrapped(String line, String next) {
        String end = line.stripTrailing();
        return !end.isEmpty()
                && !Sentences.isEnded(end)
                && (Character.isLowerCase(next.strip().codePointAt(0))
                        || end.length() >= WRAPPED_LENGTH);
    }
}
