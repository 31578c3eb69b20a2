package com.ieltsaiprep.gateway.sonic.bedrock;

import com.ieltsaiprep.common.Backoff;
import com.ieltsaiprep.gateway.conversation.port.SonicListener;
import com.ieltsaiprep.gateway.conversation.port.SonicStream;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

import io.netty.util.concurrent.ScheduledFuture;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.TimeUnit;

/**
 * Bidirectional stream to Bedrock: retries until an attempt is accepted, then lives as long as that
 * attempt. On its event loop only. Silence on an open stream is for the conversation to notice:
 * only it knows whether Maya owes an answer.
 */
final class BedrockStream implements SonicStream {
    private static final Logger log = LoggerFactory.getLogger(BedrockStream.class);

    private final LoopContext context;
    private final SonicListener listener;
    private final StreamOpener opener;
    private @Nullable StreamAttempt attempt;
    private @Nullable ScheduledFuture<?> ending;
    private long credit;
    private boolean open;
    private boolean finishing;
    private boolean closed;

    BedrockStream(LoopContext context, Backoff backoff, SonicListener listener) {
        this.context = context;
        this.listener = listener;
        this.opener = new StreamOpener(context, backoff, new Attempts());
    }

    void start() {
        opener.start();
    }

    @Override
    public long demand() {
        return attempt == null ? 0 : attempt.demand();
    }

    @Override
    public void send(SonicInput event) {
        if (attempt != null) {
            attempt.send(event);
        }
    }

    @Override
    public void request(long count) {
        if (closed) {
            return;
        }
        credit += count;
        if (attempt != null) {
            attempt.request(count);
        }
    }

    @Override
    public void finish() {
        if (closed || finishing) {
            return;
        }
        finishing = true;
        if (attempt == null) {
            cancel();
            return;
        }
        long ms = context.settings().times().ending().toMillis();
        ending = context.loop().schedule(this::cancel, ms, TimeUnit.MILLISECONDS);
        attempt.finish();
    }

    @Override
    public void cancel() {
        if (!closed) {
            StreamEnd end = new StreamEnd.Completed();
            release(end);
            // Deferred: the listener is in the midst of something when it calls this.
            context.loop().execute(() -> listener.onClosed(end, context.now()));
        }
    }

    private void close(StreamEnd end) {
        if (!closed) {
            release(end);
            listener.onClosed(end, context.now());
        }
    }

    /** Calls the listener; the SDK would hide what it throws, and the stream would hang. */
    private void notifyListener(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            StackTraceElement[] trace = e.getStackTrace();
            log.error(
                    "event=listener_failed cause={} at={}",
                    e.getClass().getName(),
                    trace.length == 0 ? "unknown" : trace[0]);
            close(ErrorClassifier.LISTENER_FAILED);
        }
    }

    private void release(StreamEnd end) {
        closed = true;
        opener.stop();
        dropAttempt();
        if (ending != null) {
            ending.cancel(false);
        }
        if (open) {
            context.observer().onClosed(end);
        }
    }

    private void dropAttempt() {
        if (attempt != null) {
            attempt.release();
            attempt = null;
        }
    }

    /** Creates and drops the attempts as the opener demands. */
    private final class Attempts implements StreamOpener.AttemptHandler {
        @Override
        public void prepare(int number) {
            attempt = new StreamAttempt(context, new Events());
            attempt.request(credit);
            notifyListener(() -> listener.onConnecting(number, context.now()));
        }

        @Override
        public void start() {
            if (attempt != null) {
                attempt.start();
            }
        }

        @Override
        public void drop() {
            dropAttempt();
        }

        @Override
        public void onRetry(int number, int delayMs, StreamEnd.Failure failure) {
            notifyListener(() -> listener.onRetry(number, delayMs, failure, context.now()));
        }

        @Override
        public void onFailed(StreamEnd.Failure failure) {
            close(failure);
        }
    }

    /** Passes the events of the current attempt on to the listener. */
    private final class Events implements StreamAttempt.Listener {
        @Override
        public void onAccepted() {
            open = true;
            opener.succeeded();
            notifyListener(() -> listener.onOpen(context.now()));
        }

        @Override
        public void onDemand() {
            notifyListener(() -> listener.onDemand(context.now()));
        }

        @Override
        public void onEvent(SonicOutput event) {
            credit--;
            notifyListener(() -> listener.onEvent(event, context.now()));
        }

        @Override
        public void onEnded(StreamEnd end) {
            if (open || finishing) {
                close(end);
                return;
            }
            opener.failed(
                    switch (end) {
                        case StreamEnd.Failure failure -> failure;
                        case StreamEnd.Completed() -> ErrorClassifier.ENDED_EARLY;
                    });
        }
    }
}
