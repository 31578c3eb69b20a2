package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiResponse;

import java.util.Map;

/** Step: the user deletes the account, and only with the right password. */
final class DeleteStep {
    private static final Region REGION = Region.IRELAND;

    private DeleteStep() {}

    static TourStep step() {
        return new TourStep("delete", REGION.awsName(), DeleteStep::run);
    }

    private static String run(TourContext context, TourUser user) {
        String token = user.phone().accessToken();
        context.api()
                .send(REGION, "DELETE", "/me", token, Map.of("password", "not-the-password"))
                .expect("403 password_wrong");
        context.api()
                .send(REGION, "DELETE", "/me", token, Map.of("password", user.password()))
                .expect("204");
        ApiResponse after = context.api().get(REGION, "/me", token);
        after.require(after.status() == 401, "401 at once", after.outcome());
        return "with the password, and not without; its session is rejected at once";
    }
}
