package com.ieltsaiprep.gateway.fleet;

import static com.ieltsaiprep.gateway.fleet.Admission.Decision.ADMITTED;
import static com.ieltsaiprep.gateway.fleet.Admission.Decision.CLOSED;
import static com.ieltsaiprep.gateway.fleet.Admission.Decision.FULL;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.stream.IntStream;

class AdmissionTest {
    @Test
    void admitsNoConversationBeforeItIsOpenAndAfterItIsClosed() {
        Admission admission = new Admission(1);
        assertThat(admission.tryAdmit()).isEqualTo(CLOSED);
        admission.open();
        assertThat(admission.tryAdmit()).isEqualTo(ADMITTED);
        admission.close();
        assertThat(admission.tryAdmit()).isEqualTo(CLOSED);
        assertThat(admission.conversations()).isEqualTo(1);
    }

    @Test
    void admitsUpToItsCapacityAndAnotherOnceASlotIsReleased() {
        Admission admission = new Admission(2);
        admission.open();

        assertThat(admission.tryAdmit()).isEqualTo(ADMITTED);
        assertThat(admission.tryAdmit()).isEqualTo(ADMITTED);
        assertThat(admission.tryAdmit()).isEqualTo(FULL);
        admission.release();
        assertThat(admission.tryAdmit()).isEqualTo(ADMITTED);
    }

    @Test
    void neverExceedsItsCapacityWithSeveralThreads() {
        Admission admission = new Admission(100);
        admission.open();

        long admitted =
                IntStream.range(0, 10_000)
                        .parallel()
                        .filter(_ -> admission.tryAdmit() == ADMITTED)
                        .count();

        assertThat(admitted).isEqualTo(100);
        assertThat(admission.conversations()).isEqualTo(100);
    }
}
