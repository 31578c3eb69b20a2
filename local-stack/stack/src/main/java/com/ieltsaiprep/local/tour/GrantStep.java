package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.UnmetExpectationException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Step: an operator finds the account by its e-mail address, and grants it attempts. */
final class GrantStep {
    private static final Pattern USER_ID = Pattern.compile("user_id +(\\S+)");
    private static final List<String> MODULES = List.of("academic_speaking", "academic_writing");
    private static final String REASON = "a tour of the product";

    private GrantStep() {}

    static TourStep step() {
        return new TourStep("operator's grant", Region.VIRGINIA.awsName(), GrantStep::run);
    }

    private static String run(TourContext context, TourUser user) {
        String found = support(context, "find", user.email());
        Matcher userId = USER_ID.matcher(found);
        UnmetExpectationException.require(
                userId.find() && found.contains("created_at"),
                "support find: expected an account, came: %s".formatted(found));
        user.setUserId(userId.group(1));
        for (String module : MODULES) {
            support(context, "grant", user.userId(), module, "1");
        }
        return "found by address, one attempt at " + String.join(", one at ", MODULES);
    }

    private static String support(TourContext context, String command, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<String> line = new ArrayList<>(List.of(command));
        line.addAll(List.of(arguments));
        line.addAll(List.of("--reason", REASON));
        int status =
                context.operators()
                        .support(line, new PrintStream(out, true, StandardCharsets.UTF_8));
        String printed = out.toString(StandardCharsets.UTF_8).strip();
        UnmetExpectationException.require(
                status == 0,
                "support %s: expected status 0, came %d: %s".formatted(command, status, printed));
        return printed;
    }
}
