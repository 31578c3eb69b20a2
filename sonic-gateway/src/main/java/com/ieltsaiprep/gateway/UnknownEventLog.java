package com.ieltsaiprep.gateway;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashSet;
import java.util.Set;

/**
 * The names of Sonic's events that this version does not know. Each is logged once, and no more
 * than 20 of them, since the service chooses them. Safe for all threads.
 */
final class UnknownEventLog {
    private static final int MAX_NAMES = 20;
    private static final Logger log = LoggerFactory.getLogger(UnknownEventLog.class);

    private final Set<String> names = new HashSet<>();

    /** Such an event came. */
    synchronized void log(String name) {
        if (names.size() < MAX_NAMES && names.add(name)) {
            // So that a name cannot forge a line or a key of the log.
            log.info("event=unknown_sonic_event name={}", name.replaceAll("[^\\w.-]", "_"));
        }
    }
}
