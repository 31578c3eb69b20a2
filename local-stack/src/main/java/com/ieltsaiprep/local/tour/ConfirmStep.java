package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.common.Region;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The code in the letter makes the account, from wherever it is sent. */
final class ConfirmStep implements TourStep {
    private static final Region HERE = Region.SINGAPORE;
    private static final Pattern CODE = Pattern.compile("(?m)^[B-Z]{4}-[B-Z]{4}$");

    @Override
    public String name() {
        return "confirm";
    }

    @Override
    public String place() {
        return HERE.awsName();
    }

    @Override
    public String take(TourContext context, TourUser user) {
        Matcher code = CODE.matcher(context.mail().to(user.email()).getLast().text());
        StepFailedException.unless(code.find(), "expected a code in the letter, came none");
        context.api()
                .post(
                        HERE,
                        "/auth/confirm",
                        null,
                        Map.of("registration", user.registration(), "code", code.group()))
                .expect("204");
        return "the code of the letter is taken";
    }
}
