package com.ieltsaiprep.gateway.simulation.world;

/** What may befall a world; {@code amount} is in ms unless said otherwise. */
public enum FaultKind {
    /** A device's connection breaks: at once for the device, after this long for the gateway. */
    CUT,
    /** A device's connection carries nothing any more, and nobody is told. */
    HALF_OPEN,
    /** A device's connection breaks, and no other can be made for this long. */
    OFFLINE,
    /** Nothing of a device's arrives for this long. */
    STALL_UP,
    /** Nothing arrives at a device for this long. */
    STALL_DOWN,
    /** A device does nothing for this long. */
    SUSPEND,
    /** A device's microphone is off for this long. */
    MUTE,
    /** A device does not report what it plays for this long. */
    NO_REPORTS,
    /** A device does not acknowledge capsules for this long. */
    NO_RECEIPTS,
    /** A device forgets all but its capsule, and connects anew. */
    RELOAD,
    /** Another device comes with the same capsule. */
    SECOND_DEVICE,
    /** A device goes away for good. */
    LEAVE,
    /** A candidate prefers bigger buffers. */
    LAG_TOLERANCE,
    /** A node dies; another comes after this long. */
    CRASH,
    /** A node stands still for this long. */
    FREEZE,
    /** A node is replaced, and given this long. */
    DRAIN,
    /** The registry loses its memory. */
    FLUSH,
    /** The registry does not answer for this long. */
    REGISTRY_AWAY,
    /** The registry answers late for this long. */
    REGISTRY_SLOW,
    /** A stream of Maya's breaks. */
    STREAM_BREAKS,
    /** A stream's time is up. */
    STREAM_EXPIRES,
    /** The service says of a stream that we broke its rules. */
    STREAM_BLAMES_US,
    /** A stream does nothing any more. */
    STREAM_SILENT,
    /** A stream says what it says next without end and all at once. */
    STREAM_FLOODS,
    /** A stream takes nothing for this long. */
    STREAM_DEAF,
    /** There is no room for new streams for this long. */
    THROTTLING,
    /** The service does not answer new streams for this long. */
    UNREACHABLE,
    /** The service refuses every history for this long. */
    REFUSES_HISTORY
}
