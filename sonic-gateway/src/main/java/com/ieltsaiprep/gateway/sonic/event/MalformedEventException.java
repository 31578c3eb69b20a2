package com.ieltsaiprep.gateway.sonic.event;

/**
 * Signals an event from Nova Sonic that cannot be read: not JSON, too long or too deep, or not
 * {@code {"event":{"name":{…}}}}. The exception never quotes the event, which may hold a
 * candidate's words.
 */
public final class MalformedEventException extends RuntimeException {
    MalformedEventException(String what) {
        super(what);
    }
}
