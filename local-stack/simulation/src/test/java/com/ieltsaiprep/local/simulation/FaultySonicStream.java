package com.ieltsaiprep.local.simulation;

import com.ieltsaiprep.gateway.conversation.port.SonicStream;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;

import java.util.ArrayList;
import java.util.List;

/** Sonic stream with a planted bug: forwards to another stream, except where a subclass errs. */
class FaultySonicStream implements SonicStream {
    private final SonicStream stream;

    FaultySonicStream(SonicStream stream) {
        this.stream = stream;
    }

    @Override
    public long demand() {
        return stream.demand();
    }

    @Override
    public void send(SonicInput event) {
        stream.send(event);
    }

    @Override
    public void request(long count) {
        stream.request(count);
    }

    @Override
    public void finish() {
        stream.finish();
    }

    @Override
    public void cancel() {
        stream.cancel();
    }

    /** Holds each history message back until the next event shows whether it is the last. */
    abstract static class LastTurnFault extends FaultySonicStream {
        private final List<SonicInput> held = new ArrayList<>();

        LastTurnFault(SonicStream stream) {
            super(stream);
        }

        @Override
        public void send(SonicInput event) {
            boolean history =
                    event instanceof SonicInput.TextStart start
                            && start.role() != SonicInput.Role.SYSTEM
                            && !start.interactive();
            if (event instanceof SonicInput.AudioStart) {
                sendLastTurn(held);
                held.clear();
            } else if (history) {
                held.forEach(super::send);
                held.clear();
            }
            if (history || !held.isEmpty()) {
                held.add(event);
            } else {
                super.send(event);
            }
        }

        abstract void sendLastTurn(List<SonicInput> turn);
    }

    /** Drops the last message of the history. */
    static final class LostTurn extends LastTurnFault {
        LostTurn(SonicStream stream) {
            super(stream);
        }

        @Override
        void sendLastTurn(List<SonicInput> turn) {}
    }

    /** Sends the text of the last message twice. */
    static final class DuplicatedTurn extends LastTurnFault {
        private final SonicStream stream;

        DuplicatedTurn(SonicStream stream) {
            super(stream);
            this.stream = stream;
        }

        @Override
        void sendLastTurn(List<SonicInput> turn) {
            for (SonicInput event : turn) {
                stream.send(event);
                if (event instanceof SonicInput.Text) {
                    stream.send(event);
                }
            }
        }
    }

    /** Loses one of 500 events of microphone audio. */
    static final class LostAudio extends FaultySonicStream {
        private static final int INTERVAL = 500;

        private int events;

        LostAudio(SonicStream stream) {
            super(stream);
        }

        @Override
        public void send(SonicInput event) {
            if (event instanceof SonicInput.Audio && ++events % INTERVAL == 0) {
                return;
            }
            super.send(event);
        }
    }

    /** Ignores cancellation. */
    static final class LeakedStream extends FaultySonicStream {
        LeakedStream(SonicStream stream) {
            super(stream);
        }

        @Override
        public void cancel() {}
    }
}
