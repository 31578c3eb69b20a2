package com.ieltsaiprep.gateway.fleet;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Fleet observer that records its calls in words. */
final class CountingFleetObserver implements FleetObserver {
    final List<String> calls = new CopyOnWriteArrayList<>();

    long count(String call) {
        return calls.stream().filter(call::equals).count();
    }

    @Override
    public void onClaim(String result) {
        calls.add(result);
    }

    @Override
    public void onTakenOver() {
        calls.add("taken over");
    }

    @Override
    public void onRevoked() {
        calls.add("revoked");
    }
}
