package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.candidate.Ticket;

import java.net.URI;
import java.util.Map;

/** A session of one region gets a ticket in another, which has not heard of it. */
final class TicketStep implements TourStep {
    private static final Region HERE = Region.VIRGINIA;
    private static final Region ELSEWHERE = Region.IRELAND;
    static final String PATH = "/api/nova-sonic/sessions";
    private static final long MOST_MS = 1_000;

    @Override
    public String name() {
        return "ticket";
    }

    @Override
    public String place() {
        return HERE.awsName();
    }

    @Override
    public String take(TourContext context, TourUser user) {
        Ticket ticket = ask(context, user, Map.of());
        long nowUs = context.clock().nowUs();
        int underWay = context.tables().replication().underWay();
        user.hasTicket(ticket, nowUs);
        long afterMs = (nowUs - user.signedInUs()) / 1_000;
        user.note("sign-in to ticket", afterMs + " ms");
        StepFailedException.unless(
                afterMs < MOST_MS,
                "expected a ticket within %d ms of the sign-in, came after %d ms"
                        .formatted(MOST_MS, afterMs));
        StepFailedException.unless(
                underWay > 0, "expected the sign-in to be under way to here, came no write");
        context.api()
                .post(ELSEWHERE, PATH, user.phone().accessToken(), Map.of())
                .expect("421 wrong_region")
                .expect("address", context.api().address(HERE).toString());
        return "%d ms after the sign-in, %d writes still under way".formatted(afterMs, underWay);
    }

    /** Asks for a ticket, as the phone. */
    static Ticket ask(TourContext context, TourUser user, Map<String, String> question) {
        ApiResponse response =
                context.api().post(HERE, PATH, user.phone().accessToken(), question).expect("201");
        return new Ticket(
                response.text("session_id"),
                response.text("ticket"),
                URI.create(response.text("stream_url")));
    }
}
