package com.ieltsaiprep.local.sonic;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.ieltsaiprep.local.wire.RequestRejection;

/**
 * Fault that a test injects into a stream of the Nova Sonic stand-in.
 *
 * @param stream 1 for the next stream to open, 2 for the one after it, …; 0 for every stream that
 *     is open now
 * @param trigger when the fault happens
 * @param effect what happens to the stream
 */
public record StreamFault(int stream, Trigger trigger, Effect effect) {
    /**
     * Creates a fault to inject into a stream.
     *
     * @throws IllegalArgumentException if {@code stream} is negative, or another field is null, as
     *     in incomplete JSON
     */
    public StreamFault {
        if (stream < 0 || trigger == null || effect == null) {
            throw new IllegalArgumentException("a fault needs a stream, a trigger and an effect");
        }
    }

    /**
     * Trigger of a stream fault: when the fault happens. In JSON the field {@code kind} is the name
     * of the record, such as {@code Opening}.
     */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Trigger.Opening.class, name = "Opening"),
        @JsonSubTypes.Type(value = Trigger.After.class, name = "After"),
        @JsonSubTypes.Type(value = Trigger.OnEvent.class, name = "OnEvent")
    })
    public sealed interface Trigger {
        /**
         * Triggers a stream fault at once: when the stream opens, or immediately if the stream is
         * open already.
         */
        record Opening() implements Trigger {}

        /**
         * Triggers a stream fault {@code ms} milliseconds after the stream has opened. If the
         * stream is open already, the time counts from the injection of the fault.
         */
        record After(long ms) implements Trigger {}

        /**
         * Triggers a stream fault at an event that the stream receives or sends. If the stream is
         * open already, only events after the injection of the fault count.
         *
         * @param name name of the event on the wire, such as {@code audioInput}, or {@code turn}
         *     for the beginning of a reply
         * @param count 1 for the first event of this name, 2 for the second, …
         */
        record OnEvent(String name, int count) implements Trigger {}
    }

    /**
     * Effect of a stream fault: what happens to the stream. In JSON the field {@code kind} is the
     * name of the record, such as {@code Kill}.
     */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Effect.Refuse.class, name = "Refuse"),
        @JsonSubTypes.Type(value = Effect.SlowHeaders.class, name = "SlowHeaders"),
        @JsonSubTypes.Type(value = Effect.Modelled.class, name = "Modelled"),
        @JsonSubTypes.Type(value = Effect.Reset.class, name = "Reset"),
        @JsonSubTypes.Type(value = Effect.End.class, name = "End"),
        @JsonSubTypes.Type(value = Effect.GoAway.class, name = "GoAway"),
        @JsonSubTypes.Type(value = Effect.Kill.class, name = "Kill"),
        @JsonSubTypes.Type(value = Effect.Corrupt.class, name = "Corrupt"),
        @JsonSubTypes.Type(value = Effect.Stall.class, name = "Stall"),
        @JsonSubTypes.Type(value = Effect.Silence.class, name = "Silence"),
        @JsonSubTypes.Type(value = Effect.SickConnection.class, name = "SickConnection")
    })
    public sealed interface Effect {
        /**
         * Rejects the request for a new stream with an error response. Has no effect on an open
         * stream.
         *
         * @param rejection the error response, named {@code refusal} in JSON
         */
        record Refuse(@JsonProperty("refusal") RequestRejection rejection) implements Effect {}

        /**
         * Delays the response headers of a new stream, and all its output, by {@code ms}
         * milliseconds. Has no effect on an open stream.
         */
        record SlowHeaders(long ms) implements Effect {}

        /**
         * Ends the stream with an exception that the API of Amazon Bedrock defines.
         *
         * @param type name of the exception, such as {@code throttlingException}
         * @param message text of the exception
         */
        record Modelled(String type, String message) implements Effect {}

        /**
         * Ends the stream with an HTTP/2 RST_STREAM frame.
         *
         * @param code HTTP/2 error code (RFC 9113, section 7): 0 is NO_ERROR, 2 is INTERNAL_ERROR
         */
        record Reset(long code) implements Effect {}

        /**
         * Ends the stream's HTTP response normally, although the client has not ended the session.
         */
        record End() implements Effect {}

        /**
         * Sends an HTTP/2 GOAWAY frame on the stream's connection: with code 0 the open streams of
         * the connection go on, with an error code they end.
         *
         * @param code HTTP/2 error code (RFC 9113, section 7)
         */
        record GoAway(long code) implements Effect {}

        /** Resets the stream's TCP connection, and thus all streams on that connection. */
        record Kill() implements Effect {}

        /** Sends one message with a wrong checksum on the stream, which stays open. */
        record Corrupt() implements Effect {}

        /**
         * Withholds the stream's output for {@code ms} milliseconds, then sends it; 0 withholds the
         * output for ever. The stand-in still reads input.
         */
        record Stall(long ms) implements Effect {}

        /**
         * Accepts a new stream and never answers: sends no event, and reads nothing, so that the
         * client gets no WINDOW_UPDATE frame. Has no effect on an open stream.
         *
         * @param headers whether the response headers are sent
         */
        record Silence(boolean headers) implements Effect {}

        /**
         * Accepts a new stream and all later streams on its connection, and never answers them, not
         * even with headers; streams on other connections are healthy. Has no effect on an open
         * stream.
         */
        record SickConnection() implements Effect {}
    }
}
