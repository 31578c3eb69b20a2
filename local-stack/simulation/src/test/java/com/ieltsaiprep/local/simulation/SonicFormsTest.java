package com.ieltsaiprep.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.model.Form;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.Map;
import java.util.stream.LongStream;

/** Simulates conversations with the service in each {@link Form} of recorded sessions. */
class SonicFormsTest {
    private static final long SEEDS = 20;

    /** Forms that the core does not handle yet, and the invariant that they violate first. */
    private static final Map<Form, String> NOT_HANDLED =
            Map.of(
                    Form.ALL_PARTIAL_TURN, "I2",
                    Form.DUPLICATE_USER_BLOCK, "I9",
                    Form.BARGE_IN_SPEECH_START_ONLY, "I2",
                    Form.AUDIO_REFUSED_DURING_TOOL_USE, "input order");

    @ParameterizedTest
    @EnumSource
    void theCoreHandlesTheFormOrIsKnownNotTo(Form form) {
        String violated =
                LongStream.rangeClosed(1, SEEDS)
                        .mapToObj(seed -> Simulation.of(seed).withForm(form).run())
                        .map(Simulation.Result::violatedInvariant)
                        .filter(invariant -> !invariant.isEmpty())
                        .findFirst()
                        .orElse("");

        assertThat(violated).isEqualTo(NOT_HANDLED.getOrDefault(form, ""));
    }
}
