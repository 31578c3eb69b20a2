package com.ieltsaiprep.local.check;

import com.ieltsaiprep.local.candidate.EpochClock;
import com.ieltsaiprep.local.candidate.StackClient;

import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What a check works with.
 *
 * @param numbers by the names of the check's options
 * @param progress shows a line; in any thread
 */
record Bench(
        StackClient client,
        EpochClock clock,
        Map<String, Integer> numbers,
        Consumer<String> progress) {
    int number(String option) {
        return Objects.requireNonNull(numbers.get(option), option);
    }
}
