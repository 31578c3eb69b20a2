package com.ieltsaiprep.gateway.fleet;

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
     * @param sessionId id of the conversation to which the ticket admits
     * @param userId id of the account to which the conversation belongs
     */
    record Redeemed(String sessionId, String userId) implements Result {}

    /** Unknown ticket, which is refused: never issued, used before, or older than 60 s. */
    record Unknown() implements Result {}

    /**
     * Unavailable ticket store, which did not answer in time: the ticket may or may not be used up.
     */
    record StoreUnavailable() implements Result {}

    /**
     * Redeems a ticket, the single-use secret that admits a client to one conversation.
     *
     * @param secret 43 characters of base64url
     * @return outcome; the future never fails, and completes within about a second, on any thread
     */
    Future<Result> redeem(String secret);
}
