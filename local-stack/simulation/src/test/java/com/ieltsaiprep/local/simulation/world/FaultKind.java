package com.ieltsaiprep.local.simulation.world;

/** Kind of fault to inject; {@code amount} is a duration in ms unless said otherwise. */
public enum FaultKind {
    /** Breaks a device's connection: at once for the device, after the amount for the gateway. */
    CUT,
    /** Makes a device's connection half-open: it carries no data, and neither end is told. */
    HALF_OPEN,
    /** Breaks a device's connection and prevents new ones. */
    OFFLINE,
    /** Stalls a device's uplink. */
    STALL_UP,
    /** Stalls a device's downlink. */
    STALL_DOWN,
    /** Suspends a device. */
    SUSPEND,
    /** Mutes a device's microphone. */
    MUTE,
    /** Suppresses a device's playout reports. */
    NO_REPORTS,
    /** Suppresses a device's acknowledgements of capsules. */
    NO_RECEIPTS,
    /** Reloads a device's page: it keeps only its capsule, and connects again. */
    RELOAD,
    /** Adds a second device with the same capsule. */
    SECOND_DEVICE,
    /** Makes a device leave for good. */
    LEAVE,
    /** Switches a device's preference for bigger buffers. */
    LAG_TOLERANCE,
    /** Crashes a node; a new one starts after the amount. */
    CRASH,
    /** Freezes a node. */
    FREEZE,
    /** Drains a node, with the amount as its deadline, and starts a new one. */
    DRAIN,
    /** Clears the registry. */
    FLUSH,
    /** Makes the registry unavailable. */
    REGISTRY_AWAY,
    /** Slows the registry down. */
    REGISTRY_SLOW,
    /** Breaks a stream. */
    STREAM_BREAKS,
    /** Expires a stream. */
    STREAM_EXPIRES,
    /** Ends a stream with a validation error, as if the gateway had broken the protocol. */
    STREAM_BLAMES_US,
    /** Makes a stream stop responding. */
    STREAM_SILENT,
    /** Makes a stream send endless sentences all at once. */
    STREAM_FLOODS,
    /** Makes a stream stop reading its input. */
    STREAM_DEAF,
    /** Throttles new streams. */
    THROTTLING,
    /** Leaves new streams without an answer. */
    UNREACHABLE,
    /** Refuses every history. */
    REFUSES_HISTORY
}
