package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.EpochClock;
import com.ieltsaiprep.local.client.api.ApiClient;
import com.ieltsaiprep.local.control.AwsCallsControl;
import com.ieltsaiprep.local.control.MailControl;
import com.ieltsaiprep.local.control.TablesControl;
import com.ieltsaiprep.local.speak.CandidateRunner;
import com.ieltsaiprep.local.stack.OperatorCommands;

import java.time.Duration;
import java.util.Map;

/** Context of the tour: clients of the stack under test. */
record TourContext(
        ApiClient api,
        MailControl mail,
        TablesControl tables,
        AwsCallsControl awsCalls,
        OperatorCommands operators,
        CandidateRunner candidates,
        EpochClock clock) {
    /** Replication lag during the tour. */
    static final Duration LAG = Duration.ofSeconds(2);

    /** Invokes each function in each region once, as the warmer keeps them warm in production. */
    void warmUp() {
        for (Region region : Region.values()) {
            api.get(region, "/health", null);
            api.post(region, TicketStep.PATH, null, Map.of());
            api.get(region, "/assessments", null);
        }
    }
}
