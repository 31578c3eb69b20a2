package com.ieltsaiprep.api.redis;

/** What Redis answers to a command. */
sealed interface Reply {
    /** A text, or a state such as {@code OK}. */
    record Text(String value) implements Reply {
        /** Without the text. */
        @Override
        public String toString() {
            return "Text[" + value.length() + " characters]";
        }
    }

    /** There is nothing under the key. */
    record Nothing() implements Reply {}

    /** A number. */
    record Count(long value) implements Reply {}

    /**
     * It was not done.
     *
     * @param kind the first word of the message, such as {@code WRONGPASS}
     */
    record Refused(String kind) implements Reply {}
}
