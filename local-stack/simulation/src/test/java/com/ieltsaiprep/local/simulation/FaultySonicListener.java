package com.ieltsaiprep.local.simulation;

import com.ieltsaiprep.gateway.conversation.port.SonicListener;
import com.ieltsaiprep.gateway.conversation.port.SonicStream;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

/**
 * Sonic listener with a planted bug: forwards to another listener, except where a subclass errs.
 */
class FaultySonicListener implements SonicListener {
    private final SonicListener listener;

    FaultySonicListener(SonicListener listener) {
        this.listener = listener;
    }

    @Override
    public void onConnecting(int attempt, long nowUs) {
        listener.onConnecting(attempt, nowUs);
    }

    @Override
    public void onRetry(int attempt, int delayMs, StreamEnd.Failure failure, long nowUs) {
        listener.onRetry(attempt, delayMs, failure, nowUs);
    }

    @Override
    public void onOpen(long nowUs) {
        listener.onOpen(nowUs);
    }

    @Override
    public void onEvent(SonicOutput event, long nowUs) {
        listener.onEvent(event, nowUs);
    }

    @Override
    public void onDemand(long nowUs) {
        listener.onDemand(nowUs);
    }

    @Override
    public void onClosed(StreamEnd end, long nowUs) {
        listener.onClosed(end, nowUs);
    }

    /** Hides interruptions from the core, and the beginning of speech, by which it finds them. */
    static final class MissedBargeIn extends FaultySonicListener {
        MissedBargeIn(SonicListener listener) {
            super(listener);
        }

        @Override
        public void onEvent(SonicOutput event, long nowUs) {
            boolean isHidden = event.isInterruption() || event instanceof SonicOutput.SpeechStart;
            super.onEvent(isHidden ? new SonicOutput.Unknown("nothing") : event, nowUs);
        }
    }

    /** Loses, once per stream, the request that follows when all requested events have arrived. */
    static final class LostWakeUp extends FaultySonicListener {
        private long credit;
        private boolean started;
        private boolean lost;

        LostWakeUp(SonicListener listener) {
            super(listener);
        }

        SonicStream wrap(SonicStream stream) {
            return new FaultySonicStream(stream) {
                @Override
                public void request(long count) {
                    if (started && credit == 0 && !lost) {
                        lost = true;
                        return;
                    }
                    started = true;
                    credit += count;
                    super.request(count);
                }
            };
        }

        @Override
        public void onEvent(SonicOutput event, long nowUs) {
            credit--;
            super.onEvent(event, nowUs);
        }
    }
}
