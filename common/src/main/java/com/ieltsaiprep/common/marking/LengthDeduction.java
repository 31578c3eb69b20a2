package com.ieltsaiprep.common.marking;

/**
 * Length deduction: lowers the task criterion of an answer that has too few own words.
 *
 * <p>A heuristic of this project: what examiners deduct is not published. Of the required words,
 * counted without those copied from the prompt: less than 90 % costs half a band, less than 75 % a
 * band, less than 50 % two bands.
 */
final class LengthDeduction {
    private LengthDeduction() {}

    /**
     * Returns the bands to deduct: 0, 0.5, 1 or 2.
     *
     * @param counted own words of the answer
     * @param minimum required words
     */
    static double of(int counted, int minimum) {
        int hundredfold = 100 * counted;
        if (hundredfold < 50 * minimum) {
            return 2;
        } else if (hundredfold < 75 * minimum) {
            return 1;
        } else if (hundredfold < 90 * minimum) {
            return 0.5;
        }
        return 0;
    }
}
