package com.ieltsaiprep.common.marking;

import org.jspecify.annotations.Nullable;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Strict reader of a JSON object: every named member has to be there, and no other. Throws {@link
 * InvalidReplyException}.
 */
final class StrictMembers {
    /** Longest text that is read, in UTF-16 units; what is shown is shorter. */
    static final int MAX_TEXT = 2_000;

    private static final int MAX_ITEMS = 30;

    private final Map<String, @Nullable Object> members;

    private StrictMembers(Map<String, @Nullable Object> members) {
        this.members = members;
    }

    static StrictMembers of(Map<String, @Nullable Object> members, String... names) {
        Set<String> expected = Set.of(names);
        for (String name : names) {
            if (members.get(name) == null) {
                throw new InvalidReplyException(ReplyFault.MISSING_MEMBER);
            }
        }
        if (!expected.containsAll(members.keySet())) {
            throw new InvalidReplyException(ReplyFault.UNKNOWN_MEMBER);
        }
        return new StrictMembers(members);
    }

    @SuppressWarnings("unchecked")
    static StrictMembers of(@Nullable Object value, String... names) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new InvalidReplyException(ReplyFault.WRONG_TYPE);
        }
        return of((Map<String, @Nullable Object>) map, names);
    }

    String text(String name) {
        return text(members.get(name));
    }

    private static String text(@Nullable Object value) {
        if (!(value instanceof String text)) {
            throw new InvalidReplyException(ReplyFault.WRONG_TYPE);
        }
        if (text.length() > MAX_TEXT) {
            throw new InvalidReplyException(ReplyFault.TOO_LONG);
        }
        return text;
    }

    /** Returns a whole number; 7.0 is one, as in JSON Schema, but 6.5, NaN and "7" are none. */
    int integer(String name, int least, int most) {
        double number =
                switch (members.get(name)) {
                    case Integer integer -> integer;
                    case Long integer -> integer;
                    case BigInteger _ -> Double.NaN;
                    case Number other -> other.doubleValue();
                    case null, default -> throw new InvalidReplyException(ReplyFault.WRONG_TYPE);
                };
        if (!(number >= least && number <= most) || number != Math.rint(number)) {
            throw new InvalidReplyException(ReplyFault.WRONG_NUMBER);
        }
        return (int) number;
    }

    <T> T choice(String name, Map<String, T> choices) {
        T chosen = choices.get(text(name));
        if (chosen == null) {
            throw new InvalidReplyException(ReplyFault.UNKNOWN_CHOICE);
        }
        return chosen;
    }

    List<String> texts(String name) {
        return list(name, StrictMembers::text);
    }

    <T> List<T> list(String name, Function<@Nullable Object, T> item) {
        if (!(members.get(name) instanceof List<?> values)) {
            throw new InvalidReplyException(ReplyFault.WRONG_TYPE);
        }
        if (values.size() > MAX_ITEMS) {
            throw new InvalidReplyException(ReplyFault.TOO_LONG);
        }
        List<T> items = new ArrayList<>();
        for (Object value : values) {
            items.add(item.apply(value));
        }
        return List.copyOf(items);
    }
}
