package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.common.MonotonicClock;
import com.ieltsaiprep.gateway.fleet.Admission;
import com.ieltsaiprep.gateway.fleet.Tickets;

/** What every event loop of a server shares. */
public record SocketServices(
        Tickets tickets, Admission admission, SocketObserver events, MonotonicClock clock) {}
