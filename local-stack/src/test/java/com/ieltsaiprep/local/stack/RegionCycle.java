package com.ieltsaiprep.local.stack;

import com.ieltsaiprep.common.Region;

import java.util.List;

/** Regions in rotation. */
final class RegionCycle {
    private static final List<Region> REGIONS = List.of(Region.values());

    private RegionCycle() {}

    /** The region whose turn it is, counted from 0. */
    static Region turn(int number) {
        return REGIONS.get(number % REGIONS.size());
    }

    static Region after(Region region) {
        return turn(REGIONS.indexOf(region) + 1);
    }

    static Region before(Region region) {
        return after(after(region));
    }
}
