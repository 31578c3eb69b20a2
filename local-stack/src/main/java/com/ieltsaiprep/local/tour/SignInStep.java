package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.tour.TourUser.DeviceSession;

import java.util.Map;

/** The phone signs in. */
final class SignInStep implements TourStep {
    private static final Region HERE = Region.IRELAND;
    private static final String PREFIX = "eu.";

    @Override
    public String name() {
        return "sign in";
    }

    @Override
    public String place() {
        return HERE.awsName();
    }

    @Override
    public String take(TourContext context, TourUser user) {
        ApiResponse session =
                context.api()
                        .post(
                                HERE,
                                "/auth/sign-in",
                                null,
                                Map.of(
                                        "email", user.email(),
                                        "password", user.password(),
                                        "device", "a phone"))
                        .expect("200");
        user.signedIn(DeviceSession.by(session), context.clock().nowUs());
        session.unless(
                session.text("access_token").startsWith(PREFIX),
                "a token of " + HERE.awsName(),
                "another");
        session.unless(
                session.json("user").path("email").asText().equals(user.email()),
                "the profile of who signed in",
                "another");
        return "a session of " + HERE.awsName();
    }
}
