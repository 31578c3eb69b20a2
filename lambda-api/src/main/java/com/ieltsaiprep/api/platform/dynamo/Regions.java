package com.ieltsaiprep.api.platform.dynamo;

import com.ieltsaiprep.common.Region;

/**
 * Regions of a function: its own, and the home region of all accounts.
 *
 * @param own the region in which the function runs
 * @param home the only region that writes accounts, e-mail addresses, purchases and entitlements,
 *     because conditional writes of global tables hold within one region only
 */
public record Regions(Region own, Region home) {
    /** Returns whether this function runs in the home region. */
    public boolean isHome() {
        return own == home;
    }
}
