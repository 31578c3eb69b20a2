package com.ieltsaiprep.gateway.sonic.bedrock;

import com.ieltsaiprep.gateway.conversation.port.StreamEnd;

/**
 * Observer of the streams to Bedrock; called on event loops, so it must neither block nor throw.
 */
public interface BedrockObserver {
    /** Observer that ignores everything. */
    BedrockObserver NONE = new BedrockObserver() {};

    /** Records that an attempt succeeded, {@code micros} after the first one began. */
    default void onOpened(long micros) {}

    /** Records that an attempt to open failed; it may be followed by a retry. */
    default void onOpeningFailed(StreamEnd.Failure failure) {}

    /** Records the end of a stream that had been open. */
    default void onClosed(StreamEnd end) {}

    /** Counts the bytes of an event's JSON that went to the SDK. */
    default void onSent(int bytes) {}

    /** Counts the bytes of an event's JSON that came from the SDK. */
    default void onReceived(int bytes) {}
}
