package com.ieltsaiprep.local.stack;

import com.ieltsaiprep.local.wire.Region;

/** Rotation in rotation. */
final class Rotation {
    private Rotation() {}

    static Region after(Region region) {
        return Region.values()[(region.ordinal() + 1) % Region.values().length];
    }

    static Region before(Region region) {
        return after(after(region));
    }
}
