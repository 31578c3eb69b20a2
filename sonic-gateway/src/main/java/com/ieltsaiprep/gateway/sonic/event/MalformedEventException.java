package com.ieltsaiprep.gateway.sonic.event;

/**
 * Signals a malformed event: not JSON, too long or too deep, or not {@code {"event":{"name":{…}}}}.
 * Neither the message nor a cause quotes the input, as Jackson's messages would.
 */
public final class MalformedEventException extends RuntimeException {
    MalformedEventException(String what) {
        super(what);
    }
}
