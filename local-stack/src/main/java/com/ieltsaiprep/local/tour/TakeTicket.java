package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.candidate.ConversationTicket;

import java.net.URI;
import java.util.Map;

/** A session of one region gets a ticket in another, which has not heard of it. */
final class TakeTicket implements Step {
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
    public String take(World world, Traveller traveller) {
        ConversationTicket ticket = ask(world, traveller, Map.of());
        long nowUs = world.clock().nowUs();
        int underWay = world.tables().replication().underWay();
        traveller.hasTicket(ticket, nowUs);
        long afterMs = (nowUs - traveller.signedInUs()) / 1_000;
        traveller.note("sign-in to ticket", afterMs + " ms");
        UnexpectedException.unless(
                afterMs < MOST_MS,
                "expected a ticket within %d ms of the sign-in, came after %d ms"
                        .formatted(MOST_MS, afterMs));
        UnexpectedException.unless(
                underWay > 0, "expected the sign-in to be under way to here, came no write");
        world.api()
                .post(ELSEWHERE, PATH, traveller.phone().accessToken(), Map.of())
                .expect("421 wrong_region")
                .expect("address", world.api().address(HERE).toString());
        return "%d ms after the sign-in, %d writes still under way".formatted(afterMs, underWay);
    }

    /** Asks for a ticket, as the phone. */
    static ConversationTicket ask(World world, Traveller traveller, Map<String, String> question) {
        Answer answer =
                world.api()
                        .post(HERE, PATH, traveller.phone().accessToken(), question)
                        .expect("201");
        return new ConversationTicket(
                answer.text("session_id"),
                answer.text("ticket"),
                URI.create(answer.text("stream_url")));
    }
}
