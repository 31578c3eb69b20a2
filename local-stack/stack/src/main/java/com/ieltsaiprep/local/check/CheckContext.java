package com.ieltsaiprep.local.check;

import com.ieltsaiprep.local.client.EpochClock;
import com.ieltsaiprep.local.control.StackClient;
import com.ieltsaiprep.local.stack.Fleet;

import org.jspecify.annotations.Nullable;

import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Context of a check: the stack under test, the options and the output.
 *
 * @param numbers by the names of the check's options
 * @param fleet null unless the check needs more than one gateway
 * @param progress shows a line; in any thread
 */
record CheckContext(
        StackClient client,
        EpochClock clock,
        Map<String, Integer> numbers,
        @Nullable Fleet fleet,
        Consumer<String> progress) {
    int number(String option) {
        return Objects.requireNonNull(numbers.get(option), option);
    }
}
