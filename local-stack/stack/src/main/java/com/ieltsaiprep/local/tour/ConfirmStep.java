package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.UnmetExpectationException;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Step: the e-mailed code confirms the registration, in another region than it was made. */
final class ConfirmStep {
    private static final Region REGION = Region.SINGAPORE;
    private static final Pattern CODE = Pattern.compile("(?m)^[B-Z]{4}-[B-Z]{4}$");

    private ConfirmStep() {}

    static TourStep step() {
        return new TourStep("confirm", REGION.awsName(), ConfirmStep::run);
    }

    private static String run(TourContext context, TourUser user) {
        Matcher code = CODE.matcher(context.mail().emailsTo(user.email()).getLast().text());
        UnmetExpectationException.require(code.find(), "expected a code in the e-mail, came none");
        context.api()
                .post(
                        REGION,
                        "/auth/confirm",
                        null,
                        Map.of("registration", user.registration(), "code", code.group()))
                .expect("204");
        return "the code of the e-mail is accepted";
    }
}
