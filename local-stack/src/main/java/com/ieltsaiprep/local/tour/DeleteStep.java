package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.common.Region;

import java.util.Map;

/** The person deletes the account. */
final class DeleteStep implements TourStep {
    private static final Region HERE = Region.IRELAND;

    @Override
    public String name() {
        return "delete";
    }

    @Override
    public String place() {
        return HERE.awsName();
    }

    @Override
    public String take(TourContext context, TourUser user) {
        String token = user.phone().accessToken();
        context.api()
                .send(HERE, "DELETE", "/me", token, Map.of("password", "not-the-password"))
                .expect("403 password_wrong");
        context.api()
                .send(HERE, "DELETE", "/me", token, Map.of("password", user.password()))
                .expect("204");
        ApiResponse after = context.api().get(HERE, "/me", token);
        after.unless(after.status() == 401, "401 at once", after.outcome());
        return "with the password, and not without; its session is refused at once";
    }
}
