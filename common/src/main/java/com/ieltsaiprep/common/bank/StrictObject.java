package com.ieltsaiprep.common.bank;

import com.ieltsaiprep.common.Json;

import org.jspecify.annotations.Nullable;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reader of one JSON object that refuses members that are missing, unknown or of another type. Not
 * thread-safe.
 *
 * <p>All methods throw {@link IllegalArgumentException}, which names the member.
 */
final class StrictObject {
    private final Map<String, @Nullable Object> members;
    private final Set<String> read = new HashSet<>();

    StrictObject(@Nullable Object value) {
        if (!(value instanceof Map<?, ?>)) {
            throw new IllegalArgumentException("not an object");
        }
        members = Json.members(value);
    }

    boolean has(String name) {
        return members.containsKey(name);
    }

    /** Returns a text that is neither empty nor has blanks around it. */
    String text(String name) {
        return text(name, member(name));
    }

    Optional<String> optionalText(String name) {
        return has(name) ? Optional.of(text(name)) : Optional.empty();
    }

    boolean optionalFlag(String name) {
        return has(name) && as(Boolean.class, name, member(name));
    }

    int number(String name) {
        return Math.toIntExact(as(Long.class, name, member(name)));
    }

    /** Returns the constant of an enum whose name in lower case is the text of a member. */
    <E extends Enum<E>> E constant(String name, Class<E> type) {
        String text = text(name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("unknown " + name + " " + text);
    }

    List<String> texts(String name) {
        return list(name).stream().map(each -> text(name, each)).toList();
    }

    List<BigDecimal> numbers(String name) {
        return list(name).stream()
                .map(each -> new BigDecimal(as(Number.class, name, each).toString()))
                .toList();
    }

    StrictObject object(String name) {
        return new StrictObject(member(name));
    }

    List<StrictObject> objects(String name) {
        return list(name).stream().map(StrictObject::new).toList();
    }

    /** Ends the reading. */
    void requireAllRead() {
        Set<String> unknown = new HashSet<>(members.keySet());
        unknown.removeAll(read);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("unknown members " + unknown);
        }
    }

    private List<Object> list(String name) {
        return new ArrayList<>((List<?>) as(List.class, name, member(name)));
    }

    private @Nullable Object member(String name) {
        read.add(name);
        return members.get(name);
    }

    private static String text(String name, @Nullable Object value) {
        String text = as(String.class, name, value);
        if (text.isEmpty() || !text.equals(text.strip())) {
            throw new IllegalArgumentException(name + " is empty or has blanks around it");
        }
        return text;
    }

    private static <T> T as(Class<T> type, String name, @Nullable Object value) {
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException(
                    "%s is %s".formatted(name, value == null ? "missing" : "of another type"));
        }
        return type.cast(value);
    }
}
