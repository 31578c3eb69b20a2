package com.ieltsaiprep.api.platform.redis;

/** What Redis answers to a command. */
public sealed interface RespReply {
    /** A text, or a state such as {@code OK}. */
    record Text(String value) implements RespReply {
        /** Without the text. */
        @Override
        public String toString() {
            return "Text[" + value.length() + " characters]";
        }
    }

    /** There is nothing under the key. */
    record Nothing() implements RespReply {}

    /** A number. */
    record Count(long value) implements RespReply {}

    /**
     * It was not done.
     *
     * @param kind the first word of the message, such as {@code WRONGPASS}
     */
    record Refused(String kind) implements RespReply {}
}
