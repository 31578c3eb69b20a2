package com.ieltsaiprep.infra.testkit.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class AddressRangeTest {
    private static final AddressRange VPC = AddressRange.parse("10.20.0.0/16");

    @Test
    void containsAndOverlapsWhatIsInside() {
        AddressRange subnet = AddressRange.parse("10.20.16.0/20");

        assertThat(VPC.contains(subnet)).isTrue();
        assertThat(subnet.contains(VPC)).isFalse();
        assertThat(subnet.overlaps(VPC)).isTrue();
    }

    @Test
    void endsBeforeItsNeighbour() {
        AddressRange neighbour = AddressRange.parse("10.21.0.0/16");

        assertThat(VPC.overlaps(neighbour)).isFalse();
        assertThat(neighbour.overlaps(VPC)).isFalse();
    }

    @Test
    void readsAsItWasWritten() {
        assertThat(VPC).hasToString("10.20.0.0/16");
    }

    @Test
    void refusesWhatIsNoRange() {
        assertThatIllegalArgumentException().isThrownBy(() -> AddressRange.parse("10.20.0.0"));
    }
}
