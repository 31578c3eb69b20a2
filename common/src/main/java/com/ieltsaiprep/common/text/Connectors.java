package com.ieltsaiprep.common.text;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Connectors: words and phrases that link a sentence to those before it. */
final class Connectors {
    /** Addition, contrast, cause, sequence, example, emphasis and conclusion, a line each. */
    private static final Set<List<String>> ANYWHERE =
            phrases(
                    """
                    moreover, furthermore, additionally, in addition, what is more, likewise, similarly
                    however, nevertheless, nonetheless, although, even though, whereas, on the other hand, in contrast, by contrast, on the contrary, conversely, in spite of, despite, having said that
                    therefore, thus, hence, consequently, accordingly, because, as a result, for this reason, due to, owing to, in order to
                    firstly, secondly, thirdly, finally, lastly, first of all, to begin with, in the first place, after that, afterwards, meanwhile, subsequently, on the one hand
                    for example, for instance, such as, namely
                    in fact, indeed, of course, in particular, in other words
                    in conclusion, to conclude, to sum up, in summary, overall, in short, all in all
                    """);

    /** Words that link only at the start of a sentence; elsewhere most have another use. */
    private static final Set<List<String>> AT_START =
            phrases(
                    """
                    and, but, so, or, yet, still, also, besides, instead, then, next, first, second, third, while, though, since
                    """);

    private static final int LONGEST = 4;

    private final Set<List<String>> used = new HashSet<>();
    private int sentences;
    private int starts;

    /** Counts the connectors of sentences, each of them given as its words. */
    static Connectors of(List<List<String>> sentences) {
        Connectors connectors = new Connectors();
        sentences.forEach(connectors::add);
        return connectors;
    }

    private static Set<List<String>> phrases(String lines) {
        return lines.strip()
                .lines()
                .flatMap(line -> List.of(line.split(", ", -1)).stream())
                .map(phrase -> List.of(phrase.split(" ", -1)))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Returns the number of different connectors. */
    int distinct() {
        return used.size();
    }

    /** Returns the share of sentences that start with a connector, 0 to 1; 0 without sentences. */
    double startShare() {
        return sentences == 0 ? 0 : (double) starts / sentences;
    }

    private void add(List<String> words) {
        sentences++;
        for (int i = 0; i < words.size(); ) {
            Optional<List<String>> found = longest(words, i);
            found.ifPresent(used::add);
            if (found.isPresent() && i == 0) {
                starts++;
            }
            i += found.map(List::size).orElse(1);
        }
    }

    private static Optional<List<String>> longest(List<String> words, int from) {
        for (int length = Math.min(LONGEST, words.size() - from); length > 0; length--) {
            List<String> phrase = words.subList(from, from + length);
            if (ANYWHERE.contains(phrase) || (from == 0 && AT_START.contains(phrase))) {
                return Optional.of(List.copyOf(phrase));
            }
        }
        return Optional.empty();
    }
}
