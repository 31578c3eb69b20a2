package com.ieltsaiprep.gateway.fleet;

import com.ieltsaiprep.gateway.conversation.port.ConversationIdentity;

import io.vertx.core.Future;

/** Ticket store: redeems tickets, the single-use secrets that admit clients to conversations. */
public interface Tickets {

    /**
     * Outcome of redeeming a ticket: {@link Redeemed}, {@link Unknown} or {@link StoreUnavailable}.
     */
    sealed interface Result {}

    /**
     * Valid ticket, which has now been redeemed and cannot be used again.
     *
     * @param identity conversation to which the ticket admits, and its user
     */
    record Redeemed(ConversationIdentity identity) implements Result {}

    /**
     * Unknown ticket, which admits to nothing: never issued, used before, older than 60 s, or of a
     * sign-in or session that has ended.
     */
    record Unknown() implements Result {}

    /**
     * Unavailable ticket store, which did not answer in time: the ticket may or may not be used up.
     */
    record StoreUnavailable() implements Result {}

    /**
     * Redeems a ticket, the single-use secret that admits a client to one conversation.
     *
     * @param secret 43 characters of base64url
     * @return outcome; the future never fails, and completes within about two seconds, on any
     *     thread
     */
    Future<Result> redeem(String secret);
}
