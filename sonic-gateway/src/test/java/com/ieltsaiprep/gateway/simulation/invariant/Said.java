package com.ieltsaiprep.gateway.simulation.invariant;

import com.ieltsaiprep.gateway.handover.Capsule;
import com.ieltsaiprep.gateway.handover.History;

import org.jspecify.annotations.Nullable;

import java.util.BitSet;

/**
 * What was said in a conversation as one holder knows it. An utterance begins with {@code #} and
 * its number, and numbers rise with time.
 */
final class Said {
    private final History.Limits limits;
    private final BitSet certain = new BitSet();
    private final BitSet possible = new BitSet();
    private final BitSet users = new BitSet();
    private boolean refused;

    Said(History.Limits limits, @Nullable Capsule capsule) {
        this.limits = limits;
        if (capsule != null) {
            for (History.Message message : capsule.history()) {
                String words = message.text();
                for (int at = words.indexOf('#'); at >= 0; at = words.indexOf('#', at + 1)) {
                    add(words.substring(at), message.role() == History.Role.USER, true);
                }
            }
        }
    }

    /** Something was said, or may have been. */
    void add(String words, boolean users, boolean certainly) {
        int number = number(words, 0);
        possible.set(number);
        if (certainly) {
            certain.set(number);
        }
        if (users) {
            this.users.set(number);
        }
    }

    /** The service says that we broke its rules. */
    void onRefusal() {
        refused = true;
    }

    /** Whether the next stream, and only that, may do without a history. */
    boolean takeRefusal() {
        boolean was = refused;
        refused = false;
        return was;
    }

    /**
     * What is wrong with a history; null if nothing is.
     *
     * @param fromUser whether it begins with the USER's words
     */
    @Nullable String differs(String history, boolean fromUser) {
        BitSet found = new BitSet();
        int last = -1;
        for (int at = history.indexOf('#'); at >= 0; at = history.indexOf('#', at + 1)) {
            int number = number(history, at);
            if (number <= last || !possible.get(number)) {
                return "#" + number + " after #" + last;
            }
            last = number;
            found.set(number);
        }
        BitSet missing = (BitSet) certain.clone();
        missing.andNot(found);
        int oldest = found.isEmpty() ? Integer.MAX_VALUE : found.nextSetBit(0);
        if (missing.length() > oldest) {
            return "#" + (missing.length() - 1) + " is missing after #" + oldest;
        }
        boolean usersMissing = missing.intersects(users);
        boolean needless = fromUser ? usersMissing : !missing.isEmpty();
        return needless && !roomIsShort() ? "#" + missing.nextSetBit(0) + " is missing" : null;
    }

    /** The next older message would not have found room. */
    private boolean roomIsShort() {
        int turns = 1;
        for (int i = users.nextSetBit(0); i >= 0; i = users.nextSetBit(i + 1)) {
            turns += 2;
        }
        return turns >= limits.messages() || certain.cardinality() * 200 > limits.bytes();
    }

    private static int number(String words, int at) {
        int number = 0;
        for (int i = at + 1; i < words.length() && Character.isDigit(words.charAt(i)); i++) {
            number = number * 10 + words.charAt(i) - '0';
        }
        return number;
    }
}
