package com.ieltsaiprep.api.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Expected rounds of DynamoDB calls: holds each call of a round back until all calls of the round
 * have arrived, so that calls which are not concurrent fail the test.
 */
public final class CallRounds implements Consumer<FaultInjectingDynamo.Call> {
    private static final long TIMEOUT_MS = 10_000;
    private static final Pattern KEY_PREFIX = Pattern.compile("AttributeValue\\(S=([a-z]+)#");

    private final List<List<String>> rounds = new ArrayList<>();
    private int current;

    /** Creates the rounds: calls by the prefix of their key, or by their operation. */
    @SafeVarargs
    public CallRounds(List<String>... rounds) {
        for (List<String> round : rounds) {
            this.rounds.add(new ArrayList<>(round));
        }
    }

    @Override
    public synchronized void accept(FaultInjectingDynamo.Call call) {
        String label = label(call);
        if (current >= rounds.size() || !rounds.get(current).remove(label)) {
            throw new AssertionError("unexpected in round " + (current + 1) + ": " + label);
        }
        int own = current;
        if (rounds.get(own).isEmpty()) {
            current++;
            notifyAll();
            return;
        }
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TIMEOUT_MS);
        while (current == own) {
            long rest = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (rest <= 0) {
                throw new AssertionError("not concurrent with " + label + ": " + rounds.get(own));
            }
            try {
                wait(rest);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    private static String label(FaultInjectingDynamo.Call call) {
        Matcher prefix = KEY_PREFIX.matcher(call.request().toString());
        boolean isSingle = !call.operation().matches("BatchGetItem|TransactWriteItems");
        return isSingle && prefix.find() ? prefix.group(1) : call.operation();
    }

    /** Asserts that all calls have been made. */
    public synchronized void assertComplete() {
        assertThat(current).as("rounds that were made").isEqualTo(rounds.size());
    }
}
