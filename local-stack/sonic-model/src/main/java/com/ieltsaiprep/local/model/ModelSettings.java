package com.ieltsaiprep.local.model;

/**
 * Settings of a stream of the model.
 *
 * @param lifeMs time from the opening after which the stream ends, ms
 * @param idleMs time without audio, text or tool result after which the stream ends, ms
 * @param generationSpeed factor by which a reply is generated faster than it is played
 * @param chunkMs length of one audio event, ms
 * @param endpointingMs pause that ends the user's turn, ms; 0 for that of the session's sensitivity
 * @param truncatesReplies whether the last sentence of each reply breaks off in its middle
 */
public record ModelSettings(
        Forms forms,
        long lifeMs,
        long idleMs,
        double generationSpeed,
        int chunkMs,
        int endpointingMs,
        boolean truncatesReplies) {
    /** Lifetime of a stream of the service, ms. */
    public static final long LIFE_MS = 480_000;

    /** Idle limit of a stream of the service, ms, as seen in spring 2026. */
    public static final long IDLE_MS = 55_000;

    /** Returns the settings of the service, with the given forms. */
    public static ModelSettings of(Forms forms) {
        return new ModelSettings(forms, LIFE_MS, IDLE_MS, 3, 80, 0, false);
    }

    /** Returns these settings with other forms. */
    public ModelSettings with(Forms others) {
        return new ModelSettings(
                others, lifeMs, idleMs, generationSpeed, chunkMs, endpointingMs, truncatesReplies);
    }
}
