package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiResponse;
import com.ieltsaiprep.local.client.api.UnmetExpectationException;
import com.ieltsaiprep.local.tour.TourUser.DeviceSession;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Step: after the deletion no region accepts the account's password, tokens or sessions, or has its
 * assessments.
 */
final class DeletionReplicatedStep {
    private static final Duration TOLERANCE = Duration.ofSeconds(2);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

    private DeletionReplicatedStep() {}

    static TourStep step() {
        return new TourStep("deleted everywhere", "all three", DeletionReplicatedStep::run);
    }

    private static String run(TourContext context, TourUser user) throws InterruptedException {
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
                requireRejected(context.api().post(region, "/auth/refresh", null, refresh));
            }
        }
        long beganUs = context.clock().nowUs();
        for (DeviceSession device : devices) {
            for (Region region : Region.values()) {
                awaitRejected(context, region, device, beganUs);
            }
        }
        for (Region region : Region.values()) {
            awaitErased(context, region, user.userId(), beganUs);
        }
        return "no password, refresh token or session is accepted, no report left; the last %d ms later"
                .formatted((context.clock().nowUs() - beganUs) / 1_000);
    }

    /** Polls until a region rejects a session, which may last as long as the replication lag. */
    private static void awaitRejected(
            TourContext context, Region region, DeviceSession device, long beganUs)
            throws InterruptedException {
        long deadlineUs = beganUs + TourContext.LAG.plus(TOLERANCE).toNanos() / 1_000;
        ApiResponse me = context.api().get(region, "/me", device.accessToken());
        while (me.status() == 200 && context.clock().nowUs() < deadlineUs) {
            pause();
            me = context.api().get(region, "/me", device.accessToken());
        }
        requireRejected(me);
    }

    /** Polls until a region's table has no assessment of the account. */
    private static void awaitErased(TourContext context, Region region, String userId, long beganUs)
            throws InterruptedException {
        long deadlineUs = beganUs + TourContext.LAG.plus(TOLERANCE).toNanos() / 1_000;
        int left = context.operators().assessments(region, userId);
        while (left > 0 && context.clock().nowUs() < deadlineUs) {
            pause();
            left = context.operators().assessments(region, userId);
        }
        UnmetExpectationException.require(
                left == 0,
                "expected no assessment in %s, came %d".formatted(region.awsName(), left));
    }

    private static void pause() throws InterruptedException {
        LockSupport.parkNanos(POLL_INTERVAL.toNanos());
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }

    private static void requireRejected(ApiResponse response) {
        response.require(response.status() == 401, "401", response.outcome());
    }
}
