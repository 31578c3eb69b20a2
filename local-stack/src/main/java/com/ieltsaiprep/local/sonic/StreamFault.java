package com.ieltsaiprep.local.sonic;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.ieltsaiprep.local.wire.RequestRejection;

/**
 * Injected fault of a stream.
 *
 * @param stream 1 for the next stream to open, 2 for the one after it, …; 0 for every open stream
 */
public record StreamFault(int stream, Trigger trigger, Effect effect) {
    /** Rejects missing fields, as in incomplete JSON. */
    public StreamFault {
        if (stream < 0 || trigger == null || effect == null) {
            throw new IllegalArgumentException("a fault needs a stream, a trigger and an effect");
        }
    }

    /** Trigger of a fault. In JSON {@code kind} is the name of the record. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Trigger.Opening.class, name = "Opening"),
        @JsonSubTypes.Type(value = Trigger.After.class, name = "After"),
        @JsonSubTypes.Type(value = Trigger.OnEvent.class, name = "OnEvent")
    })
    public sealed interface Trigger {
        /** Fires at once. */
        record Opening() implements Trigger {}

        /** Fires so many milliseconds later. */
        record After(long ms) implements Trigger {}

        /**
         * Fires after the {@code count}-th event of this name, in or out, from 1. The name {@code
         * turn} is the beginning of a reply.
         */
        record OnEvent(String name, int count) implements Trigger {}
    }

    /** Effect of a fault. In JSON {@code kind} is the name of the record. */
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
        @JsonSubTypes.Type(value = Effect.Stall.class, name = "Stall")
    })
    public sealed interface Effect {
        /** Rejects the request with a status other than 200; only at the opening. */
        record Refuse(@JsonProperty("refusal") RequestRejection rejection) implements Effect {}

        /** Delays the response headers; only at the opening. */
        record SlowHeaders(long ms) implements Effect {}

        /** Sends an exception of the service's model, such as {@code throttlingException}. */
        record Modelled(String type, String message) implements Effect {}

        /** Sends RST_STREAM: 0 is NO_ERROR, 2 INTERNAL_ERROR. */
        record Reset(long code) implements Effect {}

        /** Ends the response early. */
        record End() implements Effect {}

        /** Sends GOAWAY: with 0 the connection's streams go on, with an error they end. */
        record GoAway(long code) implements Effect {}

        /** Resets the TCP connection. */
        record Kill() implements Effect {}

        /** Sends a message with a wrong checksum. */
        record Corrupt() implements Effect {}

        /** Sends nothing for so long; 0 is for ever. */
        record Stall(long ms) implements Effect {}
    }
}
