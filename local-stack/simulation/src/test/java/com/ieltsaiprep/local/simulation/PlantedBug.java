package com.ieltsaiprep.local.simulation;

import com.ieltsaiprep.gateway.conversation.port.ClientPort;
import com.ieltsaiprep.gateway.conversation.port.SonicPort;
import com.ieltsaiprep.local.simulation.world.PortInterceptor;

import java.util.Arrays;

/**
 * Deliberate bug between the core and its ports, as in mutation testing: the invariants must find
 * it.
 */
enum PlantedBug implements PortInterceptor {
    /** Loses the last message of a history. */
    LOST_TURN,
    /** Sends the last message of a history twice. */
    DUPLICATED_TURN,
    /** Never cancels a stream. */
    LEAKED_STREAM,
    /** Keeps the old epoch for the reply after a barge-in. */
    STALE_EPOCH,
    /** Does not request more reply audio when there is room for it again. */
    LOST_WAKE_UP,
    /** Loses now and then microphone audio on its way to the model. */
    LOST_AUDIO,
    /** Hides interruptions from the core. */
    MISSED_BARGE_IN,
    /** Does not tell the device that its conversation is over. */
    MISSING_END;

    /** Returns the bug of this name, or {@link PortInterceptor#NONE} if there is none. */
    static PortInterceptor withName(String name) {
        return Arrays.stream(values())
                .filter(bug -> bug.name().equals(name))
                .<PortInterceptor>map(bug -> bug)
                .findFirst()
                .orElse(PortInterceptor.NONE);
    }

    @Override
    public SonicPort interceptSonic(SonicPort port) {
        return (retrySchedule, listener) ->
                switch (this) {
                    case LOST_TURN ->
                            new FaultySonicStream.LostTurn(port.open(retrySchedule, listener));
                    case DUPLICATED_TURN ->
                            new FaultySonicStream.DuplicatedTurn(
                                    port.open(retrySchedule, listener));
                    case LEAKED_STREAM ->
                            new FaultySonicStream.LeakedStream(port.open(retrySchedule, listener));
                    case LOST_AUDIO ->
                            new FaultySonicStream.LostAudio(port.open(retrySchedule, listener));
                    case LOST_WAKE_UP -> {
                        var lost = new FaultySonicListener.LostWakeUp(listener);
                        yield lost.wrap(port.open(retrySchedule, lost));
                    }
                    case MISSED_BARGE_IN ->
                            port.open(
                                    retrySchedule, new FaultySonicListener.MissedBargeIn(listener));
                    case STALE_EPOCH, MISSING_END -> port.open(retrySchedule, listener);
                };
    }

    @Override
    public ClientPort interceptClient(ClientPort port) {
        return switch (this) {
            case STALE_EPOCH -> new FaultyClientPort.StaleEpoch(port);
            case MISSING_END -> new FaultyClientPort.MissingEnd(port);
            case LOST_TURN,
                    DUPLICATED_TURN,
                    LEAKED_STREAM,
                    LOST_WAKE_UP,
                    LOST_AUDIO,
                    MISSED_BARGE_IN ->
                    port;
        };
    }
}
