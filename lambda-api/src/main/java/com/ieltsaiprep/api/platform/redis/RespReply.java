package com.ieltsaiprep.api.platform.redis;

/** Reply of Redis to a command (RESP2). */
sealed interface RespReply {
    /** Bulk string, or a status such as {@code OK}. */
    record Text(String value) implements RespReply {
        /** Omits the text. */
        @Override
        public String toString() {
            return "Text[" + value.length() + " characters]";
        }
    }

    /** Null: there is no such key. */
    record Nothing() implements RespReply {}

    /** Integer. */
    record Count(long value) implements RespReply {}

    /**
     * Error: the command was refused.
     *
     * @param kind the first word of the message, such as {@code WRONGPASS}
     */
    record Refused(String kind) implements RespReply {}
}
