package com.ieltsaiprep.gateway.fleet;

import static com.ieltsaiprep.gateway.fleet.Admission.Decision.ADMITTED;
import static com.ieltsaiprep.gateway.fleet.Admission.Decision.CLOSED;
import static com.ieltsaiprep.gateway.fleet.Admission.Decision.FULL;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

class AdmissionTest {
    @Test
    void takesNobodyBeforeItIsOpenAndAfterItIsClosed() {
        Admission admission = new Admission(1);
        assertThat(admission.tryEnter()).isEqualTo(CLOSED);
        admission.open();
        assertThat(admission.tryEnter()).isEqualTo(ADMITTED);
        admission.close();
        assertThat(admission.tryEnter()).isEqualTo(CLOSED);
        assertThat(admission.conversations()).isEqualTo(1);
    }

    @Test
    void takesAsManyAsFitAndAnotherWhenOneLeaves() {
        Admission admission = new Admission(2);
        admission.open();

        assertThat(admission.tryEnter()).isEqualTo(ADMITTED);
        assertThat(admission.tryEnter()).isEqualTo(ADMITTED);
        assertThat(admission.tryEnter()).isEqualTo(FULL);
        admission.leave();
        assertThat(admission.tryEnter()).isEqualTo(ADMITTED);
    }

    @Test
    void neverTakesMoreThanFitFromSeveralThreads() {
        Admission admission = new Admission(100);
        admission.open();

        long admitted =
                IntStream.range(0, 10_000)
                        .parallel()
                        .filter(_ -> admission.tryEnter() == ADMITTED)
                        .count();

        assertThat(admitted).isEqualTo(100);
        assertThat(admission.conversations()).isEqualTo(100);
    }
}
