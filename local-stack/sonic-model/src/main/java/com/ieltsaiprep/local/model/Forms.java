package com.ieltsaiprep.local.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Set of the forms of one stream; without any, the service is as documented. Immutable. */
public final class Forms {
    /** Odd number that takes the seeds of neighbouring streams far apart. */
    private static final long STREAM_STRIDE = 0xD1342543DE82EF95L;

    private static final Forms DOCUMENTED = new Forms(EnumSet.noneOf(Form.class));

    private final Set<Form> all;

    private Forms(Set<Form> all) {
        this.all = all;
    }

    /** Returns the forms of a service that is as documented: none. */
    public static Forms documented() {
        return DOCUMENTED;
    }

    /**
     * Creates a set of forms.
     *
     * @throws IllegalArgumentException if two of them exclude each other
     */
    public static Forms of(Collection<Form> forms) {
        Map<Form.Group, Form> byGroup = new EnumMap<>(Form.Group.class);
        for (Form form : forms) {
            Form other = byGroup.putIfAbsent(form.group(), form);
            if (other != null && other != form) {
                throw new IllegalArgumentException(other + " and " + form + " exclude each other");
            }
        }
        Set<Form> all = EnumSet.noneOf(Form.class);
        all.addAll(forms);
        return new Forms(all);
    }

    /**
     * Creates a set of forms.
     *
     * @throws IllegalArgumentException if two of them exclude each other
     */
    public static Forms of(Form... forms) {
        return of(List.of(forms));
    }

    /**
     * Draws the forms of one stream, in the mix in which the service is expected to show them.
     *
     * @param stream number of the stream; with the seed it determines the forms
     */
    public static Forms draw(long seed, long stream) {
        SplittableRandom random = new SplittableRandom(seed + stream * STREAM_STRIDE);
        List<Form> drawn = new ArrayList<>();
        for (Form.Group group : Form.Group.values()) {
            int left = random.nextInt(100);
            for (Form form : Form.values()) {
                if (form.group() == group) {
                    left -= form.percent();
                    if (left < 0) {
                        drawn.add(form);
                        break;
                    }
                }
            }
        }
        return of(drawn);
    }

    /**
     * Reads the names of forms, separated by commas.
     *
     * @throws IllegalArgumentException if a name is unknown, or two forms exclude each other
     */
    public static Forms read(String names) {
        return of(
                Arrays.stream(names.split(",", -1))
                        .map(name -> name.strip().toUpperCase(Locale.ROOT))
                        .filter(name -> !name.isEmpty())
                        .map(Forms::named)
                        .toList());
    }

    private static Form named(String name) {
        return Arrays.stream(Form.values())
                .filter(form -> form.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        name
                                                + " is no form; forms are "
                                                + Arrays.toString(Form.values())));
    }

    /** Returns whether the stream has a form. */
    public boolean has(Form form) {
        return all.contains(form);
    }

    boolean hasSpeechEvents() {
        return all.stream()
                .anyMatch(
                        form ->
                                form.group() == Form.Group.SPEECH_EVENTS
                                        || form == Form.BARGE_IN_SPEECH_START_ONLY);
    }

    /** Returns these forms and another one, which takes the place of one that it excludes. */
    public Forms with(Form other) {
        return of(
                Stream.concat(
                                all.stream().filter(form -> form.group() != other.group()),
                                Stream.of(other))
                        .toList());
    }

    /** Returns the forms in the order of {@link Form}. */
    public List<Form> list() {
        return List.copyOf(all);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Forms forms && forms.all.equals(all);
    }

    @Override
    public int hashCode() {
        return all.hashCode();
    }

    /** Returns the names, separated by commas; {@code documented} if there are none. */
    @Override
    public String toString() {
        return all.isEmpty()
                ? "documented"
                : all.stream().map(Enum::name).collect(Collectors.joining(","));
    }
}
