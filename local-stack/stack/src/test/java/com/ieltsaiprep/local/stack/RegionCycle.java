package com.ieltsaiprep.local.stack;

import com.ieltsaiprep.common.Region;

import java.util.List;

/** Cycle of the regions. */
final class RegionCycle {
    private static final List<Region> REGIONS = List.of(Region.values());

    private RegionCycle() {}

    /** Returns the region at an index, modulo their number. */
    static Region at(int number) {
        return REGIONS.get(number % REGIONS.size());
    }

    static Region after(Region region) {
        return at(REGIONS.indexOf(region) + 1);
    }

    static Region before(Region region) {
        return after(after(region));
    }
}
