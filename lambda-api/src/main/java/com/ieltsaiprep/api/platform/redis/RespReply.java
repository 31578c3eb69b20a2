package com.ieltsaiprep.api.platform.redis;

/** Reply of Redis to a command (RESP2). */
sealed interface RespReply {
    /** Reply of Redis with a bulk string, or a status such as {@code OK}. */
    record Text(String value) implements RespReply {
        /** Returns the length of the text for logs, without the text. */
        @Override
        public String toString() {
            return "Text[" + value.length() + " characters]";
        }
    }

    /** Null reply of Redis: there is no such key. */
    record Nothing() implements RespReply {}

    /** Reply of Redis with an integer. */
    record Count(long value) implements RespReply {}

    /**
     * Reply of Redis with an error: the command was refused.
     *
     * @param kind the first word of the message, such as {@code WRONGPASS}
     */
    record Refused(String kind) implements RespReply {}
}
