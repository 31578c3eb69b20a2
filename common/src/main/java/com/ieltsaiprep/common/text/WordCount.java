package com.ieltsaiprep.common.text;

/**
 * Word count of the writing test, by one rule that the page shares.
 *
 * <p>A word is a run of letters and digits of any script. These join what stands directly on both
 * sides of them, so that it counts as one word:
 *
 * <ul>
 *   <li>one apostrophe or one hyphen, in any of their forms: don’t, mother-in-law, 1990-2000;
 *   <li>between digits also one full stop, comma, colon or slash: 3.5, 10,000, 10:30, 1/2;
 *   <li>a full stop between single letters: e.g., U.S.A.
 * </ul>
 *
 * <p>All else separates words and counts nothing: white space, dashes, two hyphens, a slash between
 * letters, symbols, emoji. Combining marks, and format characters such as the zero-width space, the
 * soft hyphen and directional marks, count for nothing and separate nothing.
 *
 * <p>{@code word-count.ts} of the page does the same; docs/word-count.json has the cases of both.
 */
public final class WordCount {
    private WordCount() {}

    /** Returns the number of words, in time linear in the length of the text. */
    public static int of(String text) {
        return Words.count(text);
    }
}
