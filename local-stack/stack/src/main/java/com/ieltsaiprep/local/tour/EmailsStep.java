package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.local.client.api.UnmetExpectationException;
import com.ieltsaiprep.local.control.MailControl;

import java.util.List;

/** Step: exactly the expected e-mails were received. */
final class EmailsStep {
    private static final List<String> EXPECTED =
            List.of(
                    "Confirm your e-mail address",
                    "A browser was allowed to sign in to your account",
                    "Your account was deleted");

    private EmailsStep() {}

    static TourStep step() {
        return new TourStep("e-mails", "mailbox", EmailsStep::run);
    }

    private static String run(TourContext context, TourUser user) {
        List<String> subjects =
                context.mail().emailsTo(user.email()).stream()
                        .map(MailControl.Email::subject)
                        .toList();
        UnmetExpectationException.require(
                subjects.equals(EXPECTED),
                "expected the e-mails %s, came %s".formatted(EXPECTED, subjects));
        return String.join("; ", subjects);
    }
}
