package com.ieltsaiprep.gateway.sonic.bedrock;

import com.ieltsaiprep.gateway.conversation.StreamEnd;

/** What the streams to Bedrock report; called on event loops, must not block or throw. */
public interface BedrockObserver {
    /** Counts nothing. */
    BedrockObserver NONE = new BedrockObserver() {};

    /** An attempt succeeded {@code micros} after the opening began. */
    default void opened(long micros) {}

    /** An attempt to open failed; it may be followed by a retry. */
    default void openingFailed(StreamEnd.Failure failure) {}

    /** A stream that had been open ended. */
    default void closed(StreamEnd end) {}

    /** An event went to the SDK: bytes of its JSON. */
    default void sent(int bytes) {}

    /** An event came from the SDK: bytes of its JSON. */
    default void received(int bytes) {}
}
