package com.ieltsaiprep.gateway.simulation.world;

/** Faults that are active on a device for a while; times in µs. */
final class DeviceFaults {
    private long mutedUntilUs;
    private long noPlayoutReportsUntilUs;
    private long noCapsuleAcksUntilUs;

    void mute(long untilUs) {
        mutedUntilUs = untilUs;
    }

    /** Suppresses playout reports. */
    void suppressPlayoutReports(long untilUs) {
        noPlayoutReportsUntilUs = untilUs;
    }

    /** Suppresses acknowledgements of capsules. */
    void suppressCapsuleAcks(long untilUs) {
        noCapsuleAcksUntilUs = untilUs;
    }

    boolean isMuted(long nowUs) {
        return nowUs < mutedUntilUs;
    }

    boolean suppressesPlayoutReports(long nowUs) {
        return nowUs < noPlayoutReportsUntilUs;
    }

    boolean suppressesCapsuleAcks(long nowUs) {
        return nowUs < noCapsuleAcksUntilUs;
    }
}
