package com.ieltsaiprep.local.sonic;

import com.ieltsaiprep.local.model.Form;
import com.ieltsaiprep.local.model.Forms;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Objects;

/**
 * Order of the forms that the streams of the Nova Sonic stand-in have: the same for each stream, or
 * drawn for each one in the mix of recorded sessions.
 *
 * @param forms forms of each stream; may be null in JSON, for none
 * @param seed seed of the mix, in which case {@code forms} is empty; null for no mix
 */
public record FormOrder(List<Form> forms, @Nullable Long seed) {
    /**
     * Creates an order.
     *
     * @throws IllegalArgumentException if two forms exclude each other, or there are both forms and
     *     a seed
     */
    public FormOrder {
        forms = List.copyOf(Objects.requireNonNullElse(forms, List.of()));
        var _ = Forms.of(forms);
        if (seed != null && !forms.isEmpty()) {
            throw new IllegalArgumentException("an order has forms or the seed of a mix, not both");
        }
    }

    /** Returns an order of these forms for each stream; of none, of a service as documented. */
    public static FormOrder of(Form... forms) {
        return new FormOrder(List.of(forms), null);
    }

    /** Returns an order that draws the forms of each stream. */
    public static FormOrder mix(long seed) {
        return new FormOrder(List.of(), seed);
    }

    /**
     * Reads an order: {@code documented}, {@code mix} or {@code mix:SEED}, or names of forms that
     * are separated by commas.
     *
     * @param newSeed seed of a mix without one
     * @throws IllegalArgumentException if the order is none of these
     */
    public static FormOrder read(String text, long newSeed) {
        if (text.equals("documented")) {
            return of();
        }
        if (text.equals("mix")) {
            return mix(newSeed);
        }
        if (text.startsWith("mix:")) {
            return mix(Long.parseLong(text.substring("mix:".length())));
        }
        return new FormOrder(Forms.read(text).list(), null);
    }

    /** Returns the forms of the stream with a number. */
    Forms forStream(long number) {
        return seed == null ? Forms.of(forms) : Forms.draw(seed, number);
    }

    /** Returns the text that {@link #read} reads. */
    @Override
    public String toString() {
        return seed == null ? Forms.of(forms).toString() : "mix:" + seed;
    }
}
