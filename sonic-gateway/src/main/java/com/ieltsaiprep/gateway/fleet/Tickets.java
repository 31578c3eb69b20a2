package com.ieltsaiprep.gateway.fleet;

import io.vertx.core.Future;

/** Store in which clients' tickets are redeemed, each at most once. */
public interface Tickets {

    /** Outcome of redeeming a ticket. */
    sealed interface Result {}

    /** Valid ticket, which is used up now. */
    record Redeemed(String sessionId, String userId) implements Result {}

    /** Unknown ticket: never issued, used before, or older than 60 s. */
    record Unknown() implements Result {}

    /** Unavailable store: it did not answer in time. */
    record StoreUnavailable() implements Result {}

    /**
     * Redeems a ticket.
     *
     * @param secret 43 characters of base64url
     * @return never fails; completes within about a second, on any thread
     */
    Future<Result> redeem(String secret);
}
