package com.ieltsaiprep.gateway.sonic.event;

/**
 * What came is not an event: not JSON, too long or too deep, or not {@code {"event":{"name":{…}}}}.
 * Neither the message nor a cause holds anything of what came, because Jackson's messages quote it.
 */
public final class MalformedEventException extends RuntimeException {
    MalformedEventException(String what) {
        super(what);
    }
}
