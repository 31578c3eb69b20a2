package com.ieltsaiprep.api.ticket;

import com.ieltsaiprep.common.Ticket;

/** Where the gateway finds tickets. */
@FunctionalInterface
public interface TicketStore {
    /**
     * Puts a ticket there for {@link Ticket#LIFETIME_SECONDS}.
     *
     * @param secret by which it is found
     * @return whether it is there; otherwise the store is away
     */
    boolean put(String secret, Ticket ticket);
}
