package com.ieltsaiprep.common.marking;

/** Invalid reply: thrown while a tool's input is read, and caught where the reply is judged. */
final class InvalidReplyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ReplyFault fault;

    InvalidReplyException(ReplyFault fault) {
        super(fault.id());
        this.fault = fault;
    }

    ReplyFault fault() {
        return fault;
    }
}
