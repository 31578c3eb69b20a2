package com.ieltsaiprep.common.marking;

import com.ieltsaiprep.common.text.EnglishCheck;
import com.ieltsaiprep.common.text.TextFacts;
import com.ieltsaiprep.common.text.WordCount;

import java.util.Optional;

/** Score gate: decides by code which answers no model marks. */
final class ScoreGate {
    /** Most words of an answer that gets band 1 unread. */
    static final int TOO_SHORT_WORDS = 20;

    private ScoreGate() {}

    /**
     * Returns why an answer is not marked by a model; empty if it is.
     *
     * @param masked the texts without their suspicious sentences, if there are any
     */
    static Optional<ReasonCode> of(Essay essay, MarkerTexts texts, Optional<MarkerTexts> masked) {
        TextFacts facts = texts.facts();
        if (facts.words() == 0) {
            return Optional.of(ReasonCode.NO_ANSWER);
        } else if (facts.words() <= TOO_SHORT_WORDS) {
            return Optional.of(ReasonCode.TOO_SHORT);
        } else if (!EnglishCheck.isEnglish(essay.text())) {
            return Optional.of(ReasonCode.NOT_ENGLISH);
        } else if (facts.isMostlyCopied()) {
            return Optional.of(ReasonCode.COPIED_PROMPT);
        } else if (facts.isMostlyRepeated()) {
            return Optional.of(ReasonCode.REPEATED_TEXT);
        } else if (masked.filter(ScoreGate::leavesNothingToMark).isPresent()) {
            return Optional.of(ReasonCode.SUSPICIOUS_TEXT);
        }
        return Optional.empty();
    }

    private static boolean leavesNothingToMark(MarkerTexts masked) {
        return masked.facts().words() <= TOO_SHORT_WORDS || WordCount.of(masked.prompt()) == 0;
    }

    /** Returns the band that a reason sets without a model; empty if it leaves no band at all. */
    static Optional<Double> band(ReasonCode reason) {
        return switch (reason) {
            case NO_ANSWER -> Optional.of(0.0);
            case TOO_SHORT -> Optional.of(1.0);
            case UNDER_LENGTH,
                    NOT_ENGLISH,
                    COPIED_PROMPT,
                    REPEATED_TEXT,
                    OTHER_TASK,
                    SUSPICIOUS_TEXT,
                    LOW_EVIDENCE,
                    ONE_OPINION,
                    UNLIKELY_BAND,
                    NOT_MARKED ->
                    Optional.empty();
        };
    }
}
