package com.ieltsaiprep.common.bank;

import java.util.List;
import java.util.Locale;

/** Stimulus material of a writing task: a chart, a brief for letters or an essay question. */
public sealed interface Stimulus permits Chart, Stimulus.LetterBrief, Stimulus.EssayQuestion {
    /**
     * Brief for letters (General Training Task 1).
     *
     * @param register the tone that suits the reader
     * @param bullets the three points to cover
     */
    record LetterBrief(Register register, List<String> bullets) implements Stimulus {
        /** Number of points of every letter. */
        static final int BULLETS = 3;

        /**
         * Creates a brief.
         *
         * @throws IllegalArgumentException if there are not exactly three points
         */
        public LetterBrief {
            bullets = List.copyOf(bullets);
            if (bullets.size() != BULLETS) {
                throw new IllegalArgumentException(bullets.size() + " bullets instead of three");
            }
        }
    }

    /**
     * Question of an essay (Task 2), whose text is in the instructions.
     *
     * @param type what the question asks the candidate to do
     */
    record EssayQuestion(QuestionType type) implements Stimulus {}

    /** Register: the tone that suits the reader of letters. */
    enum Register {
        /** Tone for an office or a stranger. */
        FORMAL,
        /** Tone for a person whom the candidate knows a little. */
        SEMI_FORMAL,
        /** Tone for a friend or relative. */
        INFORMAL;

        /** Returns the register's id in JSON, such as {@code semi_formal}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Type of an essay question. */
    enum QuestionType {
        /** Agree or disagree with a view. */
        OPINION,
        /** Discuss two opposite views and take a position. */
        BOTH_VIEWS,
        /** Explain a problem or its causes, and propose solutions. */
        PROBLEM_SOLUTION,
        /** Weigh advantages and disadvantages. */
        ADVANTAGES,
        /** Answer two separate questions. */
        TWO_PART;

        /** Returns the type's id in JSON, such as {@code both_views}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
