package com.ieltsaiprep.gateway.sonic.bedrock;

import com.ieltsaiprep.common.Backoff;
import com.ieltsaiprep.gateway.conversation.SonicListener;
import com.ieltsaiprep.gateway.conversation.SonicStream;
import com.ieltsaiprep.gateway.conversation.StreamEnd;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

import io.netty.util.concurrent.ScheduledFuture;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.TimeUnit;

/**
 * A stream: attempts until one is accepted, then that one until it ends. On its event loop only.
 * That a stream which is open stays silent is for the conversation to notice: only it knows whether
 * Maya owes an answer.
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

    void begin() {
        opener.begin();
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
            free(end);
            // Not at once: the listener is in the midst of something when it calls this.
            context.loop().execute(() -> listener.onClosed(end, context.now()));
        }
    }

    private void close(StreamEnd end) {
        if (!closed) {
            free(end);
            listener.onClosed(end, context.now());
        }
    }

    /** The SDK would hide what the listener throws, and the stream would hang. */
    private void tell(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException e) {
            StackTraceElement[] trace = e.getStackTrace();
            log.error(
                    "event=listener_failed cause={} at={}",
                    e.getClass().getName(),
                    trace.length == 0 ? "unknown" : trace[0]);
            close(ErrorClassifier.LISTENER_FAILED);
        }
    }

    private void free(StreamEnd end) {
        closed = true;
        opener.stop();
        dropAttempt();
        if (ending != null) {
            ending.cancel(false);
        }
        if (open) {
            context.observer().closed(end);
        }
    }

    private void dropAttempt() {
        if (attempt != null) {
            attempt.release();
            attempt = null;
        }
    }

    /** What the opening asks for. */
    private final class Attempts implements StreamOpener.AttemptHandler {
        @Override
        public void connecting(int number) {
            attempt = new StreamAttempt(context, new Events());
            attempt.request(credit);
            tell(() -> listener.onConnecting(number, context.now()));
        }

        @Override
        public void call() {
            if (attempt != null) {
                attempt.start();
            }
        }

        @Override
        public void drop() {
            dropAttempt();
        }

        @Override
        public void retrying(int number, int delayMs, StreamEnd.Failure failure) {
            tell(() -> listener.onRetry(number, delayMs, failure, context.now()));
        }

        @Override
        public void gaveUp(StreamEnd.Failure failure) {
            close(failure);
        }
    }

    /** What happens in the attempt that is under way. */
    private final class Events implements StreamAttempt.Listener {
        @Override
        public void accepted() {
            open = true;
            opener.succeeded();
            tell(() -> listener.onOpen(context.now()));
        }

        @Override
        public void demand() {
            tell(() -> listener.onDemand(context.now()));
        }

        @Override
        public void event(SonicOutput event) {
            credit--;
            tell(() -> listener.onEvent(event, context.now()));
        }

        @Override
        public void ended(StreamEnd end) {
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
