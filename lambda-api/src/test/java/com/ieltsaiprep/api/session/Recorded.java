package com.ieltsaiprep.api.session;

import java.util.ArrayList;
import java.util.List;

/** Notes what is told of sign-ins. */
public final class Recorded implements SignInEvents {
    private final List<String> events = new ArrayList<>();

    /** What was told, in order. */
    public List<String> events() {
        return List.copyOf(events);
    }

    @Override
    public void signedIn(String userId, Way way) {
        events.add(userId + " by " + way);
    }

    @Override
    public void refreshTokenReused() {
        events.add("reused");
    }

    @Override
    public void signInLeft(String userId, RuntimeException why) {
        events.add("left of " + userId);
    }
}
