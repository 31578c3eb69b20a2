package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.candidate.MailControl;

import java.util.List;
import java.util.Map;

/** Somebody asks for an account. */
final class Register implements Step {
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
    public String take(World world, Traveller traveller) {
        Answer registered =
                world.api()
                        .post(
                                HERE,
                                "/auth/register",
                                null,
                                Map.of(
                                        "email", traveller.email(),
                                        "password", traveller.password(),
                                        "name", traveller.name(),
                                        "age_confirmed", true,
                                        "consent", Map.of("terms_version", "2026-11-01")))
                        .expect("202");
        traveller.registered(registered.text("registration"));
        List<MailControl.Email> letters = world.mail().emailsTo(traveller.email());
        UnexpectedException.unless(
                letters.size() == 1, "expected one letter, came %d".formatted(letters.size()));
        return "a letter came: " + letters.getFirst().subject();
    }
}
