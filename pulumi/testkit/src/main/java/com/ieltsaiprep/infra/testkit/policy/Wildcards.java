package com.ieltsaiprep.infra.testkit.policy;

/** Comparison of IAM patterns, in which {@code *} is any text and {@code ?} any character. */
final class Wildcards {
    private Wildcards() {}

    /** Returns whether a pattern matches a text. */
    static boolean matches(String pattern, String text) {
        return overlap(pattern, text.replace('*', '\u0001').replace('?', '\u0002'));
    }

    /** Returns whether there is a text that two patterns match. */
    static boolean overlap(String left, String right) {
        boolean[] reachable = new boolean[right.length() + 1];
        reachable[0] = true;
        spread(reachable, right);
        for (int position = 0; position < left.length(); position++) {
            char symbol = left.charAt(position);
            boolean[] next = new boolean[right.length() + 1];
            for (int i = 0; i <= right.length(); i++) {
                if (reachable[i]) {
                    step(symbol, right, i, next);
                }
            }
            spread(next, right);
            reachable = next;
        }
        return reachable[right.length()];
    }

    /** Marks the positions of the right pattern after one symbol of the left one. */
    private static void step(char symbol, String right, int at, boolean[] next) {
        if (symbol == '*') {
            for (int i = at; i <= right.length(); i++) {
                next[i] = true;
            }
            return;
        }
        if (at == right.length()) {
            return;
        }
        char other = right.charAt(at);
        if (other == '*') {
            next[at] = true;
        } else if (symbol == '?' || other == '?' || symbol == other) {
            next[at + 1] = true;
        }
    }

    /** Passes over wildcards of the right pattern that match nothing. */
    private static void spread(boolean[] reachable, String right) {
        for (int i = 0; i < right.length(); i++) {
            if (reachable[i] && right.charAt(i) == '*') {
                reachable[i + 1] = true;
            }
        }
    }
}
