package com.ieltsaiprep.gateway.simulation;

import com.ieltsaiprep.gateway.conversation.ClientPort;
import com.ieltsaiprep.gateway.conversation.SonicPort;
import com.ieltsaiprep.gateway.simulation.world.Plants;

import java.util.Arrays;

/** Bugs that are put in on purpose, between the core and its ports, to see that they are found. */
enum Bug implements Plants {
    /** The last message of a history is not handed over. */
    LOST_TURN,
    /** The last message of a history is handed over twice. */
    DOUBLED_TURN,
    /** A stream is never cancelled. */
    LEAKED_STREAM,
    /** After a barge-in the next reply bears the old epoch. */
    STALE_EPOCH,
    /** When there is room for Maya's voice again, she is not asked to go on. */
    MISSED_WAKE_UP,
    /** Now and then microphone audio does not reach the model. */
    LOST_FRAME,
    /** Of an interruption nothing is told. */
    UNHEARD_BARGE_IN,
    /** A device is not told that its conversation is over. */
    WORDLESS_END;

    /** The bug of this name, or none. */
    static Plants named(String name) {
        return Arrays.stream(values())
                .filter(bug -> bug.name().equals(name))
                .<Plants>map(bug -> bug)
                .findFirst()
                .orElse(Plants.NONE);
    }

    @Override
    public SonicPort sonic(SonicPort port) {
        return (retrySchedule, listener) ->
                switch (this) {
                    case LOST_TURN ->
                            new TamperedStream.LostTurn(port.open(retrySchedule, listener));
                    case DOUBLED_TURN ->
                            new TamperedStream.DoubledTurn(port.open(retrySchedule, listener));
                    case LEAKED_STREAM ->
                            new TamperedStream.Leaked(port.open(retrySchedule, listener));
                    case LOST_FRAME ->
                            new TamperedStream.LostFrame(port.open(retrySchedule, listener));
                    case MISSED_WAKE_UP -> {
                        var missed = new TamperedListener.MissedWakeUp(listener);
                        yield missed.on(port.open(retrySchedule, missed));
                    }
                    case UNHEARD_BARGE_IN ->
                            port.open(retrySchedule, new TamperedListener.Unheard(listener));
                    case STALE_EPOCH, WORDLESS_END -> port.open(retrySchedule, listener);
                };
    }

    @Override
    public ClientPort client(ClientPort port) {
        return switch (this) {
            case STALE_EPOCH -> new TamperedClient.StaleEpoch(port);
            case WORDLESS_END -> new TamperedClient.WordlessEnd(port);
            case LOST_TURN,
                    DOUBLED_TURN,
                    LEAKED_STREAM,
                    MISSED_WAKE_UP,
                    LOST_FRAME,
                    UNHEARD_BARGE_IN ->
                    port;
        };
    }
}
