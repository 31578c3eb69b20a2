package com.ieltsaiprep.infra.network;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.infra.AwsRegion;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class AddressPlanTest {
    /** Range of IPv4 addresses, as numbers. */
    private record Range(long first, long last) {
        static Range of(String cidr) {
            String[] parts = cidr.split("[./]", -1);
            long first = 0;
            for (int i = 0; i < 4; i++) {
                first = first * 256 + Integer.parseInt(parts[i]);
            }
            return new Range(first, first + (1L << (32 - Integer.parseInt(parts[4]))) - 1);
        }

        boolean contains(Range other) {
            return first <= other.first && other.last <= last;
        }

        boolean overlaps(Range other) {
            return first <= other.last && other.first <= last;
        }
    }

    private static List<Range> subnets(AddressPlan plan) {
        List<Range> subnets = new ArrayList<>();
        for (int zone = 0; zone < plan.zoneIds().size(); zone++) {
            subnets.add(Range.of(plan.publicSubnet(zone)));
            subnets.add(Range.of(plan.privateSubnet(zone)));
        }
        return subnets;
    }

    private static void assertDisjoint(List<Range> ranges) {
        for (int i = 0; i < ranges.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(ranges.get(i).overlaps(ranges.get(j))).isFalse();
            }
        }
    }

    @Test
    void givesTheRegionsRangesThatDoNotOverlap() {
        assertDisjoint(
                Arrays.stream(AwsRegion.values())
                        .map(region -> Range.of(AddressPlan.of(region).cidr()))
                        .toList());
    }

    @Test
    void dividesARangeIntoSubnetsThatDoNotOverlap() {
        AddressPlan plan = AddressPlan.of(AwsRegion.IRELAND);

        assertThat(subnets(plan))
                .hasSize(6)
                .allMatch(subnet -> Range.of(plan.cidr()).contains(subnet));
        assertDisjoint(subnets(plan));
    }
}
