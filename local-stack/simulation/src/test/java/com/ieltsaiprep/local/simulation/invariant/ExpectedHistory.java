package com.ieltsaiprep.local.simulation.invariant;

import com.ieltsaiprep.gateway.capsule.Capsule;
import com.ieltsaiprep.gateway.capsule.History;

import org.jspecify.annotations.Nullable;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * Expected history of a conversation as one owner knows it. An utterance begins with {@code #} and
 * its number. Its position in the order is open between its plan and its final text.
 */
final class ExpectedHistory {
    private static final int MAX_UTTERANCE_BYTES = 200;

    private final History.Limits limits;
    private final Map<Integer, Utterance> utterances = new HashMap<>();
    private final BitSet required = new BitSet();
    private final BitSet users = new BitSet();
    private int eventIndex;
    private boolean refused;

    private static final class Utterance {
        private final int earliest;
        private int latest = Integer.MAX_VALUE;

        Utterance(int earliest) {
            this.earliest = earliest;
        }
    }

    ExpectedHistory(History.Limits limits, @Nullable Capsule capsule) {
        this.limits = limits;
        if (capsule != null) {
            for (History.Message message : capsule.history()) {
                boolean users = message.role() == History.Role.USER;
                String words = message.text();
                for (int at = words.indexOf('#'); at >= 0; at = words.indexOf('#', at + 1)) {
                    addSpoken(words.substring(at), users, true);
                }
            }
        }
    }

    /** Adds an utterance that the examiner plans to say. */
    void addPlanned(String words) {
        eventIndex++;
        utterances.putIfAbsent(number(words, 0), new Utterance(eventIndex));
    }

    /** Adds an utterance that was said. */
    void addSpoken(String words, boolean byUser, boolean isRequired) {
        addPlanned(words);
        int number = number(words, 0);
        utterances.getOrDefault(number, new Utterance(eventIndex)).latest = eventIndex;
        users.set(number, byUser);
        if (isRequired) {
            required.set(number);
        }
    }

    /** Records that the service refused the stream's input. */
    void onRefusal() {
        refused = true;
    }

    /** Returns whether the next stream, and only that one, may have an empty history. */
    boolean consumeRefusal() {
        boolean was = refused;
        refused = false;
        return was;
    }

    /**
     * Returns how a history differs from the expected one; null if it does not.
     *
     * @param fromUser whether it begins with a message of the user
     */
    @Nullable String findDifference(String history, boolean fromUser) {
        BitSet found = new BitSet();
        int oldest = -1;
        int last = -1;
        for (int at = history.indexOf('#'); at >= 0; at = history.indexOf('#', at + 1)) {
            int number = number(history, at);
            if (found.get(number) || !mayFollow(last, number)) {
                return "#" + number + " after #" + last;
            }
            oldest = oldest < 0 ? number : oldest;
            last = number;
            found.set(number);
        }
        return missing(found, oldest, fromUser);
    }

    private boolean mayFollow(int number, int next) {
        Utterance later = utterances.get(next);
        Utterance earlier = utterances.get(number);
        return later != null && (earlier == null || earlier.earliest < later.latest);
    }

    private @Nullable String missing(BitSet found, int oldest, boolean fromUser) {
        BitSet missing = (BitSet) required.clone();
        missing.andNot(found);
        for (int i = missing.nextSetBit(0); i >= 0; i = missing.nextSetBit(i + 1)) {
            if (oldest >= 0 && !mayFollow(i, oldest)) {
                return "#" + i + " is missing after #" + oldest;
            }
        }
        boolean unexpected = fromUser ? missing.intersects(users) : !missing.isEmpty();
        return unexpected && !isOverLimits() ? "#" + missing.nextSetBit(0) + " is missing" : null;
    }

    /** Returns whether the next older message would exceed the limits. */
    private boolean isOverLimits() {
        return 2 * users.cardinality() + 1 >= limits.messages()
                || required.cardinality() * MAX_UTTERANCE_BYTES > limits.bytes();
    }

    private static int number(String words, int at) {
        int number = 0;
        for (int i = at + 1; i < words.length() && Character.isDigit(words.charAt(i)); i++) {
            number = number * 10 + words.charAt(i) - '0';
        }
        return number;
    }
}
