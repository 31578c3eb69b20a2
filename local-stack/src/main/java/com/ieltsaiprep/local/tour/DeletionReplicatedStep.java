package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.tour.TourUser.DeviceSession;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** No region knows the account any more. */
final class DeletionReplicatedStep implements TourStep {
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
    public String take(TourContext context, TourUser user) throws InterruptedException {
        for (Region region : Region.values()) {
            context.api()
                    .post(
                            region,
                            "/auth/sign-in",
                            null,
                            Map.of(
                                    "email", user.email(),
                                    "password", user.password()))
                    .expect("401 credentials_invalid");
        }
        List<DeviceSession> devices = List.of(user.phone(), user.browser());
        for (DeviceSession device : devices) {
            for (Region region : Region.values()) {
                Map<String, String> refresh = Map.of("refresh_token", device.refreshToken());
                refused(context.api().post(region, "/auth/refresh", null, refresh));
            }
        }
        long beganUs = context.clock().nowUs();
        for (DeviceSession device : devices) {
            for (Region region : Region.values()) {
                refusedSoon(context, region, device, beganUs);
            }
        }
        return "no password, refresh token or session is taken; the last %d ms later"
                .formatted((context.clock().nowUs() - beganUs) / 1_000);
    }

    /** A region that has not heard of the deletion may know the account for as long as the lag. */
    private static void refusedSoon(
            TourContext context, Region region, DeviceSession device, long beganUs)
            throws InterruptedException {
        long deadlineUs = beganUs + TourContext.LAG.plus(MORE).toNanos() / 1_000;
        ApiResponse me = context.api().get(region, "/me", device.accessToken());
        while (me.status() == 200 && context.clock().nowUs() < deadlineUs) {
            LockSupport.parkNanos(BETWEEN.toNanos());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            me = context.api().get(region, "/me", device.accessToken());
        }
        refused(me);
    }

    private static void refused(ApiResponse response) {
        response.unless(response.status() == 401, "401", response.outcome());
    }
}
