package com.ieltsaiprep.common.text;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Set;

/**
 * Language check: tells English, however faulty, from other languages and from gibberish, by the
 * share of very common English words. Spelling and grammar hardly change that share.
 */
public final class EnglishCheck {
    /** Words that are common in English only. */
    private static final Set<String> DISTINCTIVE =
            words(
                    """
                    and that with this they because which people should it my not their you your
                    from but there about many more very some other when these those than them
                    been were it's don't i'm would could how where why into only think good know
                    need get make take our who what all every each much most after before by
                    can't doesn't didn't isn't that's she his him through between during without
                    such being did does out up even just always often sometimes however although
                    while own both too life time work upon whose nor since whether though rather
                    yet again against another of number year years show shows
                    """);

    /** Words that are common in English, and forms of words of other languages too. */
    private static final Set<String> SHARED =
            words(
                    """
                    the to in a is i are be on as an at so no do can he me was has will us may
                    or for her have want we then also men over first if
                    """);

    /** Words below which only the script is checked. */
    private static final int SHORT = 20;

    private static final double LATIN_SHARE = 0.8;
    private static final double COMMON_SHARE = 0.15;
    private static final double DISTINCTIVE_SHARE = 0.08;

    private EnglishCheck() {}

    /**
     * Returns whether a text is English. A text of less than 20 words needs only Latin letters; a
     * text without letters passes.
     */
    public static boolean isEnglish(String text) {
        List<String> words =
                Words.of(text).stream().filter(word -> Character.isLetter(word.charAt(0))).toList();
        return isLatin(text) && (words.size() < SHORT || hasCommonWords(words));
    }

    private static Set<String> words(String lines) {
        return Set.copyOf(List.of(lines.strip().split("\\s+", -1)));
    }

    private static boolean isLatin(String text) {
        long letters = text.codePoints().filter(Character::isLetter).count();
        long latin =
                text.codePoints()
                        .filter(Character::isLetter)
                        .filter(it -> UnicodeScript.of(it) == UnicodeScript.LATIN)
                        .count();
        return latin >= LATIN_SHARE * letters;
    }

    private static boolean hasCommonWords(List<String> words) {
        long distinctive = words.stream().filter(DISTINCTIVE::contains).count();
        long shared = words.stream().filter(SHARED::contains).count();
        return distinctive >= DISTINCTIVE_SHARE * words.size()
                && distinctive + shared >= COMMON_SHARE * words.size();
    }
}
