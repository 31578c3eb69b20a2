package com.ieltsaiprep.gateway.simulation;

import com.ieltsaiprep.gateway.conversation.SonicListener;
import com.ieltsaiprep.gateway.conversation.SonicStream;
import com.ieltsaiprep.gateway.conversation.StreamEnd;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

/** A listener that is not quite told what happens. */
class TamperedListener implements SonicListener {
    private final SonicListener listener;

    TamperedListener(SonicListener listener) {
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

    /** Is not told of interruptions. */
    static final class Unheard extends TamperedListener {
        Unheard(SonicListener listener) {
            super(listener);
        }

        @Override
        public void onEvent(SonicOutput event, long nowUs) {
            super.onEvent(
                    event.isInterruption() ? new SonicOutput.Unknown("nothing") : event, nowUs);
        }
    }

    /** Loses, once for each stream, the request that comes when all that was asked for has come. */
    static final class MissedWakeUp extends TamperedListener {
        private long wanted;
        private boolean begun;
        private boolean missed;

        MissedWakeUp(SonicListener listener) {
            super(listener);
        }

        SonicStream on(SonicStream stream) {
            return new TamperedStream(stream) {
                @Override
                public void request(long count) {
                    if (begun && wanted == 0 && !missed) {
                        missed = true;
                        return;
                    }
                    begun = true;
                    wanted += count;
                    super.request(count);
                }
            };
        }

        @Override
        public void onEvent(SonicOutput event, long nowUs) {
            wanted--;
            super.onEvent(event, nowUs);
        }
    }
}
