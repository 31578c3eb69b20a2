package com.ieltsaiprep.gateway;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashSet;
import java.util.Set;

/**
 * Log of Sonic's events that this version does not know. Each name is logged once, and at most 20
 * names, since the service chooses them. Thread-safe.
 */
final class UnknownEventLog {
    private static final int MAX_NAMES = 20;
    private static final Logger log = LoggerFactory.getLogger(UnknownEventLog.class);

    private final Set<String> names = new HashSet<>();

    /** Logs an event, if it is new. */
    synchronized void log(String name) {
        if (names.size() < MAX_NAMES && names.add(name)) {
            // Other characters could forge a line or a key of the log.
            log.info("event=unknown_sonic_event name={}", name.replaceAll("[^\\w.-]", "_"));
        }
    }
}
