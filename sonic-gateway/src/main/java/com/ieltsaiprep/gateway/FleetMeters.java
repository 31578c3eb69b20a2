package com.ieltsaiprep.gateway;

import com.ieltsaiprep.gateway.fleet.FleetObserver;
import com.ieltsaiprep.gateway.ops.GatewayMetrics;

/** Metrics of the ownership of conversations. */
record FleetMeters(GatewayMetrics metrics) implements FleetObserver {
    @Override
    public void onClaim(String result) {
        metrics.onOwnershipClaim(result);
    }

    @Override
    public void onTakenOver() {
        metrics.onOwnershipLost();
    }

    @Override
    public void onRevoked() {
        metrics.onOwnershipRevoked();
    }
}
