package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiResponse;

/** Step: the browser's session is valid in a region to which it is not replicated yet. */
final class CrossRegionSessionStep {
    private static final Region REGION = Region.VIRGINIA;

    private CrossRegionSessionStep() {}

    static TourStep step() {
        return new TourStep("second browser", REGION.awsName(), CrossRegionSessionStep::run);
    }

    private static String run(TourContext context, TourUser user) {
        ApiResponse me =
                context.api()
                        .get(REGION, "/me", user.browser().accessToken())
                        .expect("200")
                        .expect("email", user.email());
        int left = me.json("attempts").path("academic_speaking").asInt(-1);
        me.require(left == 0, "no attempt left", left);
        return "the same user, no attempt left";
    }
}
