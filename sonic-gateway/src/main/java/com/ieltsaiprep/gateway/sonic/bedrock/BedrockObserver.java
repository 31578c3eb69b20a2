package com.ieltsaiprep.gateway.sonic.bedrock;

import com.ieltsaiprep.gateway.conversation.port.StreamEnd;

/**
 * Observer of the streams to Bedrock, for metrics. Called on event loops, so it must neither block
 * nor throw.
 */
public interface BedrockObserver {
    /** Observer of the streams to Bedrock that ignores everything. */
    BedrockObserver NONE = new BedrockObserver() {};

    /** Records that Bedrock accepted a stream, {@code micros} µs after the first attempt began. */
    default void onOpened(long micros) {}

    /**
     * Records that an attempt to open a stream to Bedrock failed; a retry may follow.
     *
     * @param failure kind and cause of the failure
     */
    default void onOpeningFailed(StreamEnd.Failure failure) {}

    /**
     * Records the end of a stream that Bedrock had accepted.
     *
     * @param end completion, or the kind and cause of the failure
     */
    default void onClosed(StreamEnd end) {}

    /**
     * Records that an event of {@code bytes} bytes of JSON was passed to the SDK, to be sent to
     * Bedrock.
     */
    default void onSent(int bytes) {}

    /** Records that an event of {@code bytes} bytes of JSON was received from Bedrock. */
    default void onReceived(int bytes) {}
}
