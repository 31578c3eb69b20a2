package com.ieltsaiprep.local.simulation.invariant;

import com.ieltsaiprep.local.simulation.engine.InvariantViolation;
import com.ieltsaiprep.local.simulation.world.SimulationObserver;

import java.util.LinkedHashSet;
import java.util.Set;

/** I17: no 12 characters of any utterance occur in logs, metrics or the registry. */
final class NoTranscriptInTelemetry implements SimulationObserver {
    private static final int MAX_CHARACTERS = 12;

    private final Set<String> telemetryTexts = new LinkedHashSet<>();
    private final Set<String> utterances = new LinkedHashSet<>();

    @Override
    public void onTelemetryText(String text) {
        telemetryTexts.add(text);
    }

    @Override
    public void onUtterance(String words) {
        utterances.add(words);
    }

    @Override
    public void onSimulationEnd() {
        for (String telemetryText : telemetryTexts) {
            for (int from = 0; from + MAX_CHARACTERS <= telemetryText.length(); from++) {
                String part = telemetryText.substring(from, from + MAX_CHARACTERS);
                if (utterances.stream().anyMatch(words -> words.contains(part))) {
                    throw new InvariantViolation("I17", "telemetry has an utterance: " + part);
                }
            }
        }
    }
}
