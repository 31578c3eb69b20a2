package com.ieltsaiprep.common.text;

import java.util.Set;

/**
 * Light stemmer of English: removes a possessive, a plural, -ing and -ed, so that forms of one word
 * count as one. Irregular forms remain different; its stems are for comparison, not for reading.
 */
final class Stems {
    private static final int SHORTEST_WORD = 4;
    private static final int SHORTEST_STEM = 3;
    private static final String VOWELS = "aeiouy";

    /** Double consonants that many words end with. */
    private static final Set<String> KEPT_DOUBLES = Set.of("ll", "ss", "zz");

    private Stems() {}

    /** Returns the stem of a word in lower case. */
    static String of(String word) {
        String stem = without(without(word, "'s"), "'");
        if (stem.length() < SHORTEST_WORD) {
            return stem;
        }
        stem = singular(stem);
        if (stem.endsWith("ied")) {
            stem = without(stem, "ied") + "y";
        } else if (stem.endsWith("ing")) {
            stem = verb(stem, "ing");
        } else if (stem.endsWith("ed") && !stem.endsWith("eed")) {
            stem = verb(stem, "ed");
        }
        return stem.length() > SHORTEST_STEM ? without(stem, "e") : stem;
    }

    private static String singular(String word) {
        if (word.endsWith("ies") && word.length() > SHORTEST_WORD) {
            return without(word, "ies") + "y";
        }
        boolean isPlural = "sui".indexOf(word.charAt(word.length() - 2)) < 0;
        return isPlural ? without(word, "s") : word;
    }

    private static String verb(String word, String ending) {
        String stem = without(word, ending);
        if (stem.length() < SHORTEST_STEM || stem.chars().noneMatch(Stems::isVowel)) {
            return word;
        }
        String last = stem.substring(stem.length() - 2);
        boolean isDouble = last.charAt(0) == last.charAt(1) && !isVowel(last.charAt(0));
        return isDouble && !KEPT_DOUBLES.contains(last)
                ? stem.substring(0, stem.length() - 1)
                : stem;
    }

    private static boolean isVowel(int character) {
        return VOWELS.indexOf(character) >= 0;
    }

    private static String without(String word, String ending) {
        return word.endsWith(ending) ? word.substring(0, word.length() - ending.length()) : word;
    }
}
