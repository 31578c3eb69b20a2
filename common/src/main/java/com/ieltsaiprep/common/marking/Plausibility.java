package com.ieltsaiprep.common.marking;

/**
 * Plausibility check: doubts a band that the measures of its text make unlikely. A doubt widens the
 * range, and never changes the band.
 */
final class Plausibility {
    private static final double HIGH_BAND = 7;
    private static final double VERY_HIGH_BAND = 8;
    private static final double LOW_BAND = 4;
    private static final int SHORT_TEXT = 100;
    private static final double MANY_ERRORS = 5;
    private static final double FEW_ERRORS = 1;

    private final int words;
    private final Feedback feedback;

    /**
     * Creates the check of an answer.
     *
     * @param words words of the answer, at least 1
     * @param feedback its error patterns, whose quotes were found in the answer
     */
    Plausibility(int words, Feedback feedback) {
        this.words = words;
        this.feedback = feedback;
    }

    /** Returns the mark, with a wider range and the reason if its band is doubtful. */
    CriterionMark check(CriterionMark mark) {
        return mark.band().filter(it -> isDoubtful(mark.criterion(), it.band())).isPresent()
                ? mark.doubted()
                : mark;
    }

    private boolean isDoubtful(Criterion criterion, double band) {
        return (band >= HIGH_BAND && words < SHORT_TEXT)
                || switch (criterion) {
                    case LEXICAL_RESOURCE -> band >= VERY_HIGH_BAND && hasManyErrors();
                    case GRAMMATICAL_RANGE_AND_ACCURACY ->
                            (band >= VERY_HIGH_BAND && hasManyErrors())
                                    || (band <= LOW_BAND && hasFewErrors());
                    case TASK_ACHIEVEMENT, TASK_RESPONSE, COHERENCE_AND_COHESION -> false;
                };
    }

    private boolean hasManyErrors() {
        return errorsPerHundredWords() > MANY_ERRORS;
    }

    /** Returns false also if there is no feedback, which says nothing of errors. */
    private boolean hasFewErrors() {
        return !feedback.equals(Feedback.NONE) && errorsPerHundredWords() < FEW_ERRORS;
    }

    private double errorsPerHundredWords() {
        return 100.0
                * feedback.errorPatterns().stream().mapToInt(ErrorPattern::count).sum()
                / words;
    }
}
