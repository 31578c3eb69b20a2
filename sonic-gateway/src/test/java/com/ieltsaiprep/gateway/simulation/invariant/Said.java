package com.ieltsaiprep.gateway.simulation.invariant;

import com.ieltsaiprep.gateway.capsule.Capsule;
import com.ieltsaiprep.gateway.capsule.History;

import org.jspecify.annotations.Nullable;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Map;

/**
 * What was said in a conversation as one holder knows it. An utterance begins with {@code #} and
 * its number. Between the plan and the note that it was said, its place in the order is open.
 */
final class Said {
    private static final int LONGEST_BYTES = 200;

    private final History.Limits limits;
    private final Map<Integer, Utterance> utterances = new HashMap<>();
    private final BitSet certain = new BitSet();
    private final BitSet users = new BitSet();
    private int moment;
    private boolean refused;

    private static final class Utterance {
        private final int from;
        private int until = Integer.MAX_VALUE;

        Utterance(int from) {
            this.from = from;
        }
    }

    Said(History.Limits limits, @Nullable Capsule capsule) {
        this.limits = limits;
        if (capsule != null) {
            for (History.Message message : capsule.history()) {
                boolean users = message.role() == History.Role.USER;
                String words = message.text();
                for (int at = words.indexOf('#'); at >= 0; at = words.indexOf('#', at + 1)) {
                    said(words.substring(at), users, true);
                }
            }
        }
    }

    /** Maya is going to say this. */
    void planned(String words) {
        moment++;
        utterances.putIfAbsent(number(words, 0), new Utterance(moment));
    }

    /** This was said. */
    void said(String words, boolean byUser, boolean certainly) {
        planned(words);
        int number = number(words, 0);
        utterances.getOrDefault(number, new Utterance(moment)).until = moment;
        users.set(number, byUser);
        if (certainly) {
            certain.set(number);
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
        return later != null && (earlier == null || earlier.from < later.until);
    }

    private @Nullable String missing(BitSet found, int oldest, boolean fromUser) {
        BitSet missing = (BitSet) certain.clone();
        missing.andNot(found);
        for (int i = missing.nextSetBit(0); i >= 0; i = missing.nextSetBit(i + 1)) {
            if (oldest >= 0 && !mayFollow(i, oldest)) {
                return "#" + i + " is missing after #" + oldest;
            }
        }
        boolean needless = fromUser ? missing.intersects(users) : !missing.isEmpty();
        return needless && !roomIsShort() ? "#" + missing.nextSetBit(0) + " is missing" : null;
    }

    /** The next older message would not have found room. */
    private boolean roomIsShort() {
        return 2 * users.cardinality() + 1 >= limits.messages()
                || certain.cardinality() * LONGEST_BYTES > limits.bytes();
    }

    private static int number(String words, int at) {
        int number = 0;
        for (int i = at + 1; i < words.length() && Character.isDigit(words.charAt(i)); i++) {
            number = number * 10 + words.charAt(i) - '0';
        }
        return number;
    }
}
