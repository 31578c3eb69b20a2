package com.ieltsaiprep.gateway.simulation.sonic;

/** How the model tells that the user broke into a reply. */
public enum BargeIn {
    /** Audio ends with END_TURN, then a text {@code interrupted} that ends INTERRUPTED. */
    CANONICAL,
    /** Audio ends with INTERRUPTED, no text. */
    AUDIO_ONLY,
    /** Audio ends with PARTIAL_TURN, then a text block without text ends INTERRUPTED. */
    STOP_REASON_ONLY,
    /** Audio ends with PARTIAL_TURN, then a text {@code interrupted} that ends END_TURN. */
    TEXT_ONLY
}
