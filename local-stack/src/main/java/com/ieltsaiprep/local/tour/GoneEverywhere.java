package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.tour.Traveller.SignedIn;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** No region knows the account any more. */
final class GoneEverywhere implements Step {
    private static final Duration MORE = Duration.ofSeconds(2);
    private static final Duration BETWEEN = Duration.ofMillis(100);

    @Override
    public String name() {
        return "gone everywhere";
    }

    @Override
    public String place() {
        return "all three";
    }

    @Override
    public String take(World world, Traveller traveller) throws InterruptedException {
        for (Region region : Region.values()) {
            world.api()
                    .post(
                            region,
                            "/auth/sign-in",
                            null,
                            Map.of(
                                    "email", traveller.email(),
                                    "password", traveller.password()))
                    .expect("401 credentials_invalid");
        }
        List<SignedIn> devices = List.of(traveller.phone(), traveller.browser());
        for (SignedIn device : devices) {
            for (Region region : Region.values()) {
                Map<String, String> refresh = Map.of("refresh_token", device.refreshToken());
                refused(world.api().post(region, "/auth/refresh", null, refresh));
            }
        }
        long beganUs = world.clock().nowUs();
        for (SignedIn device : devices) {
            for (Region region : Region.values()) {
                refusedSoon(world, region, device, beganUs);
            }
        }
        return "no password, refresh token or session is taken; the last %d ms later"
                .formatted((world.clock().nowUs() - beganUs) / 1_000);
    }

    /** A region that has not heard of the deletion may know the account for as long as the lag. */
    private static void refusedSoon(World world, Region region, SignedIn device, long beganUs)
            throws InterruptedException {
        long deadlineUs = beganUs + World.LAG.plus(MORE).toNanos() / 1_000;
        Answer me = world.api().get(region, "/me", device.accessToken());
        while (me.status() == 200 && world.clock().nowUs() < deadlineUs) {
            LockSupport.parkNanos(BETWEEN.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            me = world.api().get(region, "/me", device.accessToken());
        }
        refused(me);
    }

    private static void refused(Answer answer) {
        answer.unless(answer.status() == 401, "401", answer.outcome());
    }
}
