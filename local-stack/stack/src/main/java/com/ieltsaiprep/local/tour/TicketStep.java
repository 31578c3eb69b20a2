package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.ConversationTicket;
import com.ieltsaiprep.local.client.api.ApiClient;
import com.ieltsaiprep.local.client.api.UnmetExpectationException;

import java.util.Map;

/** Step: a session gets a ticket in another region before it is replicated there. */
final class TicketStep {
    private static final Region REGION = Region.VIRGINIA;
    private static final Region OTHER_REGION = Region.IRELAND;
    static final String PATH = ApiClient.SESSIONS;
    private static final long MAX_MS = 1_000;

    private TicketStep() {}

    static TourStep step() {
        return new TourStep("ticket", REGION.awsName(), TicketStep::run);
    }

    private static String run(TourContext context, TourUser user) {
        ConversationTicket ticket = request(context, user, Map.of());
        long nowUs = context.clock().nowUs();
        int pending = context.tables().replication().underWay();
        user.setTicket(ticket, nowUs);
        long afterMs = (nowUs - user.signedInUs()) / 1_000;
        user.note("sign-in to ticket", afterMs + " ms");
        UnmetExpectationException.require(
                afterMs < MAX_MS,
                "expected a ticket within %d ms of the sign-in, came after %d ms"
                        .formatted(MAX_MS, afterMs));
        UnmetExpectationException.require(
                pending > 0,
                "expected the sign-in not to be replicated yet, came no pending write");
        context.api()
                .post(OTHER_REGION, PATH, user.phone().accessToken(), Map.of())
                .expect("421 wrong_region")
                .expect("address", context.api().address(REGION).toString());
        return "%d ms after the sign-in, %d writes still not replicated"
                .formatted(afterMs, pending);
    }

    /** Requests a ticket with the phone's session. */
    static ConversationTicket request(
            TourContext context, TourUser user, Map<String, String> body) {
        return ApiClient.ticket(
                context.api().post(REGION, PATH, user.phone().accessToken(), body).expect("201"));
    }
}
