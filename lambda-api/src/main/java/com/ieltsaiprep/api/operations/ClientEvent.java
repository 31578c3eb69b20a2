package com.ieltsaiprep.api.operations;

import com.ieltsaiprep.common.Region;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Event reported by an app. Each field has a closed form, so that no content fits in.
 *
 * @param region that the app has called
 * @param ms the duration
 * @param code a problem's slug, a close code, or another name that a program gave
 */
record ClientEvent(
        Type type,
        Optional<Region> region,
        Optional<Long> ms,
        Optional<String> code,
        Optional<String> appVersion) {

    /** Type of an event. */
    enum Type {
        /** Response time of the API. */
        API_DELAY,
        /** Failed call of the API. */
        API_ERROR,
        /** Round trip to the gateway. */
        ROUND_TRIP,
        /** Time to open the connection to the gateway. */
        STREAM_DELAY,
        /** Time from the tap to Maya's first word. */
        FIRST_WORD,
        /** Lost connection of a conversation. */
        CONNECTION_LOST,
        /** Restored connection of a conversation. */
        CONNECTION_BACK,
        /** Playout underrun: audio did not arrive in time. */
        UNDERRUN,
        /** Microphone that could not be opened. */
        MICROPHONE_ERROR,
        /** Page that could not be rendered. */
        PAGE_ERROR;

        /** Returns the name in JSON. */
        String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        static Optional<Type> of(String id) {
            return Arrays.stream(values()).filter(type -> type.id().equals(id)).findFirst();
        }
    }
}
