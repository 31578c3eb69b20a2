package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.common.Region;

/** The browser's session is good in a region that has not heard of it. */
final class CrossRegionSessionStep implements TourStep {
    private static final Region HERE = Region.VIRGINIA;

    @Override
    public String name() {
        return "second browser";
    }

    @Override
    public String place() {
        return HERE.awsName();
    }

    @Override
    public String take(TourContext context, TourUser user) {
        ApiResponse me =
                context.api()
                        .get(HERE, "/me", user.browser().accessToken())
                        .expect("200")
                        .expect("email", user.email());
        int left = me.json("attempts").path("academic_speaking").asInt(-1);
        me.unless(left == 0, "no attempt left", left);
        return "the same person, no attempt left";
    }
}
