package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.credentials.Tokens;
import com.ieltsaiprep.api.session.IssuedTokens;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sign-ins whose tokens are numbers. */
final class FakeTokens implements Tokens {
    private final Map<String, List<String>> devices = new HashMap<>();
    private int issued;
    private boolean broken;
    private boolean full;
    private Instant issuedAt = Instant.EPOCH;

    @Override
    public IssuedTokens issue(String userId, String device, Instant at) {
        if (full) {
            throw new IllegalStateException("away");
        }
        issued++;
        issuedAt = at;
        devices.computeIfAbsent(userId, _ -> new ArrayList<>()).add(device);
        return new IssuedTokens(
                access(issued),
                3_600,
                "us." + padded("family", issued, 22) + "." + padded("refresh", issued, 43),
                5_184_000);
    }

    /** The access token with a number, from 1. */
    static String access(int number) {
        return "us." + padded("access", number, 43);
    }

    private static String padded(String name, int number, int length) {
        String token = name + number;
        return token + "-".repeat(length - token.length());
    }

    @Override
    public List<Map<String, Object>> list(String userId) {
        return devices(userId).stream()
                .map(device -> Map.<String, Object>of("device", device))
                .toList();
    }

    /** From now on no sign-in can be ended. */
    void setBroken(boolean broken) {
        this.broken = broken;
    }

    /** From now on no sign-in can be begun. */
    void setFull(boolean full) {
        this.full = full;
    }

    @Override
    public void endAll(String userId) {
        if (broken) {
            throw new IllegalStateException("away");
        }
        devices.remove(userId);
    }

    /** As of when the last sign-in counts. */
    Instant issuedAt() {
        return issuedAt;
    }

    /** From where a person is signed in. */
    List<String> devices(String userId) {
        return List.copyOf(devices.getOrDefault(userId, List.of()));
    }
}
