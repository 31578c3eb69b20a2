package com.ieltsaiprep.gateway.socket;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Fake observer with counters by name, such as {@code upgrade full}, {@code received audio}. */
final class FakeSocketObserver implements SocketObserver {
    private final Map<String, AtomicLong> counts = new ConcurrentHashMap<>();

    long count(String name) {
        AtomicLong count = counts.get(name);
        return count == null ? 0 : count.get();
    }

    private void add(String name) {
        counts.computeIfAbsent(name, _ -> new AtomicLong()).incrementAndGet();
    }

    @Override
    public void onUpgrade(String result) {
        add("upgrade " + result);
    }

    @Override
    public void onReceived(String type) {
        add("received " + type);
    }

    @Override
    public void onSent(String type) {
        add("sent " + type);
    }

    @Override
    public void onClosed(String code) {
        add("closed " + code);
    }

    @Override
    public void onHeldBytes(long bytes) {
        add("held " + bytes);
    }

    @Override
    public void onEventLoopLag(long us) {
        add("lag");
    }
}
