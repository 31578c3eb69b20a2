package com.ieltsaiprep.common.marking;

import com.ieltsaiprep.common.Json;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Calibration: versioned linear corrections of a model's bands, found from answers that examiners
 * marked too. Without such data it is the identity.
 */
public final class Calibration {
    private static final String IDENTITY = "calibration-identity.json";
    private static final int MAX_TEXT = 200;
    private static final double LOWEST = 1;
    private static final double HIGHEST = 9;

    private final String version;
    private final List<Correction> corrections;

    private Calibration(String version, List<Correction> corrections) {
        this.version = version;
        this.corrections = List.copyOf(corrections);
    }

    /**
     * Correction of one model under one version of the prompts: band × a + b.
     *
     * @param n labelled answers from which it was found
     */
    private record Correction(
            String model, String prompts, Criterion criterion, double a, double b, int n) {
        boolean isFor(String model, String prompts, Criterion criterion) {
            return this.model.equals(model)
                    && this.prompts.equals(prompts)
                    && this.criterion == criterion;
        }
    }

    /** Returns the calibration that leaves every band as it is. */
    public static Calibration identity() {
        return parse(MarkingResources.text(IDENTITY));
    }

    /**
     * Parses a calibration file: {@code version}, {@code date} and {@code corrections} with {@code
     * model}, {@code prompts}, {@code criterion}, {@code a}, {@code b} and {@code n}.
     *
     * @throws IllegalArgumentException if the file has another form
     */
    public static Calibration parse(String json) {
        try {
            StrictMembers members =
                    StrictMembers.of(
                            new Json(4, MAX_TEXT).read(json), "version", "date", "corrections");
            return new Calibration(
                    members.text("version"), members.list("corrections", Calibration::correction));
        } catch (IOException | InvalidReplyException e) {
            throw new IllegalArgumentException("not a calibration", e);
        }
    }

    private static Correction correction(@Nullable Object value) {
        StrictMembers members =
                StrictMembers.of(value, "model", "prompts", "criterion", "a", "b", "n");
        Optional<Criterion> criterion = Criterion.of(members.text("criterion"));
        return new Correction(
                members.text("model"),
                members.text("prompts"),
                criterion.orElseThrow(() -> new IllegalArgumentException("unknown criterion")),
                number(Json.members(value).get("a")),
                number(Json.members(value).get("b")),
                members.integer("n", 1, Integer.MAX_VALUE));
    }

    private static double number(@Nullable Object value) {
        if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("not a number");
    }

    /** Returns the version that a report names. */
    public String version() {
        return version;
    }

    /** Returns whether there is a correction at all. */
    public boolean isCalibrated() {
        return !corrections.isEmpty();
    }

    /**
     * Returns a corrected band from 1 to 9, not rounded; the band itself if there is no correction
     * for this model, prompt version and criterion.
     */
    public double apply(String model, String prompts, Criterion criterion, double band) {
        return corrections.stream()
                .filter(it -> it.isFor(model, prompts, criterion))
                .findFirst()
                .map(it -> Math.clamp(it.a() * band + it.b(), LOWEST, HIGHEST))
                .orElse(band);
    }

    /** Returns the models and prompt versions only by their number. */
    @Override
    public String toString() {
        return "Calibration[%s, %d corrections]".formatted(version, corrections.size());
    }
}
