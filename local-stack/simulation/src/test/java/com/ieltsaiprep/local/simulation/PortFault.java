package com.ieltsaiprep.local.simulation;

import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Fault of one stream or connection at the core's ports: forwards all except where it errs. */
abstract class PortFault {
    /** Sends an event to the model. */
    void sendToModel(SonicInput event, Consumer<SonicInput> to) {
        to.accept(event);
    }

    /** Returns whether a request for more events is passed on. */
    boolean requests(long count) {
        return true;
    }

    /** Returns whether a cancellation is passed on. */
    boolean cancels() {
        return true;
    }

    /** Returns the event that the core sees. */
    SonicOutput receive(SonicOutput event) {
        return event;
    }

    /** Returns whether a message to the client is passed on. */
    boolean sends(ServerMessage message) {
        return true;
    }

    /** Returns the epoch under which audio is sent. */
    int epochOf(int epoch) {
        return epoch;
    }

    /** Holds each history message back until the next event shows whether it is the last. */
    abstract static class LastTurnFault extends PortFault {
        private final List<SonicInput> held = new ArrayList<>();

        @Override
        void sendToModel(SonicInput event, Consumer<SonicInput> to) {
            boolean history =
                    event instanceof SonicInput.TextStart start
                            && start.role() != SonicInput.Role.SYSTEM
                            && !start.interactive();
            if (event instanceof SonicInput.AudioStart) {
                held.forEach(last -> sendLastTurn(last, to));
                held.clear();
            } else if (history) {
                held.forEach(to);
                held.clear();
            }
            if (history || !held.isEmpty()) {
                held.add(event);
            } else {
                to.accept(event);
            }
        }

        abstract void sendLastTurn(SonicInput event, Consumer<SonicInput> to);
    }

    /** Drops the last message of the history. */
    static final class LostTurn extends LastTurnFault {
        @Override
        void sendLastTurn(SonicInput event, Consumer<SonicInput> to) {}
    }

    /** Sends the text of the last message twice. */
    static final class DuplicatedTurn extends LastTurnFault {
        @Override
        void sendLastTurn(SonicInput event, Consumer<SonicInput> to) {
            to.accept(event);
            if (event instanceof SonicInput.Text) {
                to.accept(event);
            }
        }
    }

    /** Loses one of 500 events of microphone audio. */
    static final class LostAudio extends PortFault {
        private static final int INTERVAL = 500;

        private int events;

        @Override
        void sendToModel(SonicInput event, Consumer<SonicInput> to) {
            if (!(event instanceof SonicInput.Audio) || ++events % INTERVAL != 0) {
                to.accept(event);
            }
        }
    }

    /** Ignores cancellation. */
    static final class LeakedStream extends PortFault {
        @Override
        boolean cancels() {
            return false;
        }
    }

    /** Hides interruptions from the core, and the beginning of speech, by which it finds them. */
    static final class MissedBargeIn extends PortFault {
        @Override
        SonicOutput receive(SonicOutput event) {
            boolean isHidden = event.isInterruption() || event instanceof SonicOutput.SpeechStart;
            return isHidden ? new SonicOutput.Unknown("nothing") : event;
        }
    }

    /** Loses, once per stream, the request that follows when all requested events have arrived. */
    static final class LostWakeUp extends PortFault {
        private long credit;
        private boolean started;
        private boolean lost;

        @Override
        boolean requests(long count) {
            if (started && credit == 0 && !lost) {
                lost = true;
                return false;
            }
            started = true;
            credit += count;
            return true;
        }

        @Override
        SonicOutput receive(SonicOutput event) {
            credit--;
            return event;
        }
    }

    /** Sends the reply after a barge-in under the epoch of the interrupted reply. */
    static final class StaleEpoch extends PortFault {
        private int cleared;

        @Override
        boolean sends(ServerMessage message) {
            if (message instanceof ServerMessage.Clear(int epoch)) {
                cleared = epoch;
            }
            return true;
        }

        @Override
        int epochOf(int epoch) {
            return epoch == cleared ? epoch - 1 : epoch;
        }
    }

    /** Never sends the message that ends the conversation. */
    static final class MissingEnd extends PortFault {
        @Override
        boolean sends(ServerMessage message) {
            return !(message instanceof ServerMessage.Ended);
        }
    }
}
