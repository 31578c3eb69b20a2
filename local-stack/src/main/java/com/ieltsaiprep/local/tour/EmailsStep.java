package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.local.candidate.MailControl;

import java.util.List;

/** The letters that must have come, and no others. */
final class EmailsStep implements TourStep {
    private static final List<String> EXPECTED =
            List.of(
                    "Confirm your e-mail address",
                    "A browser was allowed to sign in to your account",
                    "Your account was deleted");

    @Override
    public String name() {
        return "letters";
    }

    @Override
    public String place() {
        return "mailbox";
    }

    @Override
    public String take(TourContext context, TourUser user) {
        List<String> subjects =
                context.mail().to(user.email()).stream().map(MailControl.Letter::subject).toList();
        StepFailedException.unless(
                subjects.equals(EXPECTED),
                "expected the letters %s, came %s".formatted(EXPECTED, subjects));
        return String.join("; ", subjects);
    }
}
