package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.common.MonotonicClock;
import com.ieltsaiprep.gateway.fleet.Admission;
import com.ieltsaiprep.gateway.fleet.Tickets;

/**
 * Services that the event loops of a WebSocket server share.
 *
 * @param tickets store in which a client's ticket (secret that opens one connection) is redeemed
 * @param admission admission control, which limits the concurrent conversations
 * @param observer observer of the connections, for metrics
 * @param clock monotonic clock of all conversations
 */
public record SocketServices(
        Tickets tickets, Admission admission, SocketObserver observer, MonotonicClock clock) {}
