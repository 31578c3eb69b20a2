package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiResponse;
import com.ieltsaiprep.local.client.api.UnmetExpectationException;
import com.ieltsaiprep.local.control.MailControl;

import java.util.List;
import java.util.Map;

/** Step: the user registers, and receives one e-mail. */
final class RegisterStep {
    private static final Region REGION = Region.IRELAND;

    private RegisterStep() {}

    static TourStep step() {
        return new TourStep("register", REGION.awsName(), RegisterStep::run);
    }

    private static String run(TourContext context, TourUser user) {
        ApiResponse registered =
                context.api()
                        .post(
                                REGION,
                                "/auth/register",
                                null,
                                Map.of(
                                        "email", user.email(),
                                        "password", user.password(),
                                        "name", user.name(),
                                        "age_confirmed", true,
                                        "consent", Map.of("terms_version", "2026-11-30")))
                        .expect("202");
        user.setRegistration(registered.text("registration"));
        List<MailControl.Email> emails = context.mail().emailsTo(user.email());
        UnmetExpectationException.require(
                emails.size() == 1, "expected one e-mail, came %d".formatted(emails.size()));
        return "an e-mail came: " + emails.getFirst().subject();
    }
}
