package com.ieltsaiprep.gateway.simulation;

import com.ieltsaiprep.gateway.conversation.SonicStream;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;

import java.util.ArrayList;
import java.util.List;

/** A stream that does not quite do what it is told. */
class TamperedStream implements SonicStream {
    private final SonicStream stream;

    TamperedStream(SonicStream stream) {
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

    /** Holds each message of the history back until the next event shows whether it is the last. */
    abstract static class OnLastTurn extends TamperedStream {
        private final List<SonicInput> held = new ArrayList<>();

        OnLastTurn(SonicStream stream) {
            super(stream);
        }

        @Override
        public void send(SonicInput event) {
            boolean history =
                    event instanceof SonicInput.TextStart start
                            && start.role() != SonicInput.Role.SYSTEM
                            && !start.interactive();
            if (event instanceof SonicInput.AudioStart) {
                onLastTurn(held);
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

        abstract void onLastTurn(List<SonicInput> turn);
    }

    /** Drops the last message of a history. */
    static final class LostTurn extends OnLastTurn {
        LostTurn(SonicStream stream) {
            super(stream);
        }

        @Override
        void onLastTurn(List<SonicInput> turn) {}
    }

    /** Says the words of the last message twice. */
    static final class DoubledTurn extends OnLastTurn {
        private final SonicStream stream;

        DoubledTurn(SonicStream stream) {
            super(stream);
            this.stream = stream;
        }

        @Override
        void onLastTurn(List<SonicInput> turn) {
            for (SonicInput event : turn) {
                stream.send(event);
                if (event instanceof SonicInput.Text) {
                    stream.send(event);
                }
            }
        }
    }

    /** Loses some of the microphone's audio. */
    static final class LostFrame extends TamperedStream {
        private static final int ONE_OF = 500;

        private int events;

        LostFrame(SonicStream stream) {
            super(stream);
        }

        @Override
        public void send(SonicInput event) {
            if (event instanceof SonicInput.Audio && ++events % ONE_OF == 0) {
                return;
            }
            super.send(event);
        }
    }

    /** Is never cancelled. */
    static final class Leaked extends TamperedStream {
        Leaked(SonicStream stream) {
            super(stream);
        }

        @Override
        public void cancel() {}
    }
}
