package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.candidate.Conversations;
import com.ieltsaiprep.local.candidate.EpochClock;
import com.ieltsaiprep.local.candidate.MailControl;
import com.ieltsaiprep.local.candidate.TablesControl;
import com.ieltsaiprep.local.stack.OperatorCommands;

import java.time.Duration;
import java.util.Map;

/** What there is on the way. */
record TourContext(
        RegionalApiClient api,
        MailControl mail,
        TablesControl tables,
        OperatorCommands operators,
        Conversations conversations,
        EpochClock clock) {
    /** From a write to when other regions have it. */
    static final Duration LAG = Duration.ofSeconds(2);

    /** As the warmer keeps them: each function has answered something in each region. */
    void warmUp() {
        for (Region region : Region.values()) {
            api.get(region, "/health", null);
            api.post(region, TicketStep.PATH, null, Map.of());
        }
    }
}
