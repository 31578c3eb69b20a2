package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.candidate.MailControl;

import java.util.List;
import java.util.Map;

/** Somebody asks for an account. */
final class RegisterStep implements TourStep {
    private static final Region HERE = Region.IRELAND;

    @Override
    public String name() {
        return "register";
    }

    @Override
    public String place() {
        return HERE.awsName();
    }

    @Override
    public String take(TourContext context, TourUser user) {
        ApiResponse registered =
                context.api()
                        .post(
                                HERE,
                                "/auth/register",
                                null,
                                Map.of(
                                        "email", user.email(),
                                        "password", user.password(),
                                        "name", user.name(),
                                        "age_confirmed", true,
                                        "consent", Map.of("terms_version", "2026-11-01")))
                        .expect("202");
        user.registered(registered.text("registration"));
        List<MailControl.Letter> letters = context.mail().to(user.email());
        StepFailedException.unless(
                letters.size() == 1, "expected one letter, came %d".formatted(letters.size()));
        return "a letter came: " + letters.getFirst().subject();
    }
}
