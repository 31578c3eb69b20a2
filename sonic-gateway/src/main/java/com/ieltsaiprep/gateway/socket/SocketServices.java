package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.common.MonotonicClock;
import com.ieltsaiprep.gateway.fleet.Admission;
import com.ieltsaiprep.gateway.fleet.Tickets;

/** Services shared by the event loops of a server. */
public record SocketServices(
        Tickets tickets, Admission admission, SocketObserver observer, MonotonicClock clock) {}
