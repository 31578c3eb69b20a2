package com.ieltsaiprep.gateway;

import com.ieltsaiprep.gateway.fleet.FleetObserver;
import com.ieltsaiprep.gateway.ops.GatewayMetrics;

/** Counts what happens to conversations between nodes. */
record FleetMeters(GatewayMetrics metrics) implements FleetObserver {
    @Override
    public void onClaim(String result) {
        metrics.claim(result);
    }

    @Override
    public void onTakenOver() {
        metrics.takenOver();
    }
}
