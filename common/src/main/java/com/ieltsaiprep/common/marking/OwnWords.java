package com.ieltsaiprep.common.marking;

import com.ieltsaiprep.common.text.Words;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Candidate's own words: verifies quotes against the essay, and keeps other texts from repeating
 * it.
 */
final class OwnWords {
    /** Words in a row from which a text repeats the essay. */
    private static final int REPEATED_WORDS = 6;

    private static final int MAX_QUOTE_LENGTH_PER_WORD = 20;

    private final SearchableText essay;
    private final SearchableText prompt;
    private final Set<List<String>> runs;

    OwnWords(String essay, String prompt) {
        this.essay = new SearchableText(essay);
        this.prompt = new SearchableText(prompt);
        runs = new HashSet<>(runs(Words.of(essay)));
    }

    /**
     * Returns the place of the essay that a quote names, in the essay's own characters; empty if
     * the quote is not in the essay, is in the prompt too, has no word, or has too many.
     *
     * <p>Case, forms of quotation marks and of apostrophes, white space, Unicode's forms and
     * invisible characters do not matter, nor do quotation marks and dots around the quote.
     */
    Optional<String> quote(String proposed, int maxWords) {
        int words = Words.of(proposed).size();
        if (words == 0 || words > maxWords || prompt.find(proposed).isPresent()) {
            return Optional.empty();
        }
        return essay.find(proposed)
                .filter(found -> found.length() <= maxWords * MAX_QUOTE_LENGTH_PER_WORD);
    }

    /**
     * Returns a model's text as plain text of a limited length; empty if nothing may be shown: it
     * has six words in a row that the essay has too, other than those in the allowed quotes.
     *
     * @param maxLength length in code points
     */
    Optional<String> comment(String raw, int maxLength, String... allowed) {
        String text = ModelText.plain(raw, maxLength);
        Set<List<String>> quoted = new HashSet<>();
        for (String quote : allowed) {
            quoted.addAll(runs(Words.of(quote)));
        }
        boolean repeats =
                runs(Words.of(text)).stream()
                        .anyMatch(run -> runs.contains(run) && !quoted.contains(run));
        return text.isEmpty() || repeats ? Optional.empty() : Optional.of(text);
    }

    private static Collection<List<String>> runs(List<String> words) {
        Set<List<String>> runs = new HashSet<>();
        for (int i = 0; i + REPEATED_WORDS <= words.size(); i++) {
            runs.add(words.subList(i, i + REPEATED_WORDS));
        }
        return runs;
    }
}
