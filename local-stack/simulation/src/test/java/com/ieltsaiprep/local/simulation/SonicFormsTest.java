package com.ieltsaiprep.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.model.Form;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.stream.LongStream;

/** Simulates conversations with the service in each {@link Form} of recorded sessions. */
class SonicFormsTest {
    private static final long SEEDS = 20;

    @ParameterizedTest
    @EnumSource
    void theCoreHandlesTheForm(Form form) {
        String violated =
                LongStream.rangeClosed(1, SEEDS)
                        .mapToObj(seed -> Simulation.of(seed).withForm(form).run())
                        .map(Simulation.Result::violatedInvariant)
                        .filter(invariant -> !invariant.isEmpty())
                        .findFirst()
                        .orElse("");

        assertThat(violated).isEmpty();
    }
}
