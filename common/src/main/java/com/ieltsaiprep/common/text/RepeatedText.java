package com.ieltsaiprep.common.text;

import java.util.List;

/**
 * Repeated text: words of an answer that lie in a run of five words that occurred before in the
 * same answer. A text written twice is repeated by half.
 */
record RepeatedText(int words, int repeated) {
    /** Share from which an answer is mostly repeated. */
    static final double MOSTLY = 0.5;

    static RepeatedText of(List<String> essay) {
        return new RepeatedText(essay.size(), WordRuns.repeated(essay).cardinality());
    }

    /** Returns the share of the answer's words that are repeated, 0 to 1; 0 for an empty answer. */
    double share() {
        return words == 0 ? 0 : (double) repeated / words;
    }
}
