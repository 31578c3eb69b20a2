package com.ieltsaiprep.local.simulation.sonic;

/** Form in which the model signals that the user interrupted a reply (barge-in). */
public enum BargeInSignal {
    /** Audio ends with END_TURN, then a text {@code interrupted} that ends INTERRUPTED. */
    CANONICAL,
    /** Audio ends with INTERRUPTED, no text. */
    AUDIO_ONLY,
    /** Audio ends with PARTIAL_TURN, then a text block without text ends INTERRUPTED. */
    STOP_REASON_ONLY,
    /** Audio ends with PARTIAL_TURN, then a text {@code interrupted} that ends END_TURN. */
    TEXT_ONLY
}
