package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.tour.Traveller.SignedIn;

import java.util.Map;

/** The phone signs in. */
final class SignIn implements Step {
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
    public String take(World world, Traveller traveller) {
        Answer session =
                world.api()
                        .post(
                                HERE,
                                "/auth/sign-in",
                                null,
                                Map.of(
                                        "email", traveller.email(),
                                        "password", traveller.password(),
                                        "device", "a phone"))
                        .expect("200");
        traveller.signedIn(SignedIn.by(session), world.clock().nowUs());
        session.unless(
                session.text("access_token").startsWith(PREFIX),
                "a token of " + HERE.awsName(),
                "another");
        session.unless(
                session.json("user").path("email").asText().equals(traveller.email()),
                "the profile of who signed in",
                "another");
        return "a session of " + HERE.awsName();
    }
}
