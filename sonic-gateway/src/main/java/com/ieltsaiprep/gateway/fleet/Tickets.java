package com.ieltsaiprep.gateway.fleet;

import io.vertx.core.Future;

/** Where clients' tickets are taken; each can be taken once. */
public interface Tickets {

    /** What came of it. */
    sealed interface Result {}

    /** The ticket was good, and is used up now. */
    record Redeemed(String sessionId, String userId) implements Result {}

    /** No such ticket: never issued, used before, or older than 60 s. */
    record Unknown() implements Result {}

    /** Nobody can tell now: the store did not answer in time. */
    record StoreUnavailable() implements Result {}

    /**
     * Takes a ticket.
     *
     * @param secret 43 characters of base64url
     * @return never fails; completes within about a second, on any thread
     */
    Future<Result> take(String secret);
}
