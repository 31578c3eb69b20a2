package com.ieltsaiprep.api.operations;

import com.ieltsaiprep.common.Region;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that an app saw happen. All of it is of a closed form, so that no content fits in.
 *
 * @param region that was asked
 * @param ms how long it took
 * @param code a problem's slug, a close code, or another name that a program gave
 */
public record ClientEvent(
        Type type,
        Optional<Region> region,
        Optional<Long> ms,
        Optional<String> code,
        Optional<String> appVersion) {

    /** What happened. */
    public enum Type {
        /** The API answered. */
        API_DELAY,
        /** The API did not, or not well. */
        API_ERROR,
        /** The way to Maya and back was measured. */
        ROUND_TRIP,
        /** The connection to Maya was opened. */
        STREAM_DELAY,
        /** Maya said her first word; measured from the tap. */
        FIRST_WORD,
        /** A conversation's connection was lost. */
        CONNECTION_LOST,
        /** And is there again. */
        CONNECTION_BACK,
        /** Maya's voice was not there in time. */
        UNDERRUN,
        /** No microphone could be had. */
        MICROPHONE_ERROR,
        /** A page could not be drawn. */
        PAGE_ERROR;

        /** Its name in JSON. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Type> of(String id) {
            return Arrays.stream(values()).filter(type -> type.id().equals(id)).findFirst();
        }
    }
}
