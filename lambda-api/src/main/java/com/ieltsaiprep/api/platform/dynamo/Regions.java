package com.ieltsaiprep.api.platform.dynamo;

import com.ieltsaiprep.common.Region;

/**
 * Where this function runs, and where what must be decided once is decided.
 *
 * @param own this function's
 * @param home decides on accounts, e-mail addresses, purchases and attempts
 */
public record Regions(Region own, Region home) {
    /** Whether this function runs at home. */
    public boolean atHome() {
        return own == home;
    }
}
