package com.ieltsaiprep.api.writing;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Secrets of the writing test: the newest is used, older ones are accepted while it is rotated. */
public final class MarkingSecrets {
    private final List<MarkingSecret> secrets;

    private MarkingSecrets(List<MarkingSecret> secrets) {
        this.secrets = secrets;
    }

    /**
     * Parses secrets of 32 bytes in Base64, newest first, with commas between them.
     *
     * @throws IllegalArgumentException if one of them is invalid
     */
    public static MarkingSecrets parse(String text) {
        return new MarkingSecrets(
                Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .map(MarkingSecret::parse)
                        .toList());
    }

    MarkingSecret newest() {
        return secrets.getFirst();
    }

    Optional<MarkingSecret> find(String id) {
        return secrets.stream().filter(secret -> secret.id().equals(id)).findFirst();
    }

    List<MarkingSecret> all() {
        return secrets;
    }

    /** Returns the number of secrets only. */
    @Override
    public String toString() {
        return "MarkingSecrets[" + secrets.size() + "]";
    }
}
