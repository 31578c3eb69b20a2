package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiResponse;
import com.ieltsaiprep.local.tour.TourUser.DeviceSession;

import java.util.Map;

/** Step: the phone signs in, and its token names the region. */
final class SignInStep {
    private static final Region REGION = Region.IRELAND;
    private static final String PREFIX = "eu.";

    private SignInStep() {}

    static TourStep step() {
        return new TourStep("sign in", REGION.awsName(), SignInStep::run);
    }

    private static String run(TourContext context, TourUser user) {
        ApiResponse session =
                context.api()
                        .post(
                                REGION,
                                "/auth/sign-in",
                                null,
                                Map.of(
                                        "email", user.email(),
                                        "password", user.password(),
                                        "device", "a phone"))
                        .expect("200");
        user.setPhone(DeviceSession.from(session), context.clock().nowUs());
        session.require(
                session.text("access_token").startsWith(PREFIX),
                "a token of " + REGION.awsName(),
                "another");
        session.require(
                session.json("user").path("email").asText().equals(user.email()),
                "the profile of who signed in",
                "another");
        return "a session of " + REGION.awsName();
    }
}
