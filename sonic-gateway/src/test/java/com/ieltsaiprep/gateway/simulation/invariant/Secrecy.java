package com.ieltsaiprep.gateway.simulation.invariant;

import com.ieltsaiprep.gateway.simulation.engine.Violation;
import com.ieltsaiprep.gateway.simulation.world.Witness;

import java.util.LinkedHashSet;
import java.util.Set;

/** I17: no 12 characters of what anyone said are in what goes to logs, metrics or the registry. */
final class Secrecy implements Witness {
    private static final int TOO_MUCH = 12;

    private final Set<String> notes = new LinkedHashSet<>();
    private final Set<String> utterances = new LinkedHashSet<>();

    @Override
    public void noted(String text) {
        notes.add(text);
    }

    @Override
    public void uttered(String words) {
        utterances.add(words);
    }

    @Override
    public void ended() {
        for (String note : notes) {
            for (int from = 0; from + TOO_MUCH <= note.length(); from++) {
                String part = note.substring(from, from + TOO_MUCH);
                if (utterances.stream().anyMatch(words -> words.contains(part))) {
                    throw new Violation("I17", "somebody's words were noted: " + part);
                }
            }
        }
    }
}
