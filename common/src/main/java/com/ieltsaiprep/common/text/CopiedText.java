package com.ieltsaiprep.common.text;

import java.util.List;

/**
 * Copied text: words of an answer that lie in a run of five words that also stands in the prompt.
 * They do not count towards the length of the answer.
 */
record CopiedText(int words, int copied) {
    /** Share from which an answer is mostly copied. */
    static final double MOSTLY = 0.5;

    static CopiedText of(List<String> essay, List<String> prompt) {
        return new CopiedText(essay.size(), WordRuns.shared(essay, prompt).cardinality());
    }

    /** Returns the share of the answer's words that are copied, 0 to 1; 0 for an empty answer. */
    double share() {
        return words == 0 ? 0 : (double) copied / words;
    }
}
