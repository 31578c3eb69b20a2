package com.ieltsaiprep.gateway.sonic.bedrock;

import com.ieltsaiprep.gateway.sonic.event.MalformedEventException;
import com.ieltsaiprep.gateway.sonic.event.SonicEventReader;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

import software.amazon.awssdk.services.bedrockruntime.model.BidirectionalOutputPayloadPart;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamOutput;

import java.util.function.Consumer;

/**
 * Subscriber of one attempt's response events, with demand as backpressure. Nothing may be thrown
 * from {@link #onNext}, neither here nor by {@code events}: the SDK would take it for the end of a
 * successful stream (aws-sdk-java-v2#4929). State is confined to the event loop.
 */
final class ResponseSubscriber implements Subscriber<InvokeModelWithBidirectionalStreamOutput> {
    private final LoopContext context;
    private final Consumer<SonicOutput> events;
    private final Consumer<Throwable> failures;
    private final SonicEventReader reader = new SonicEventReader();
    private @Nullable Subscription subscription;
    private boolean closed;
    private long pendingDemand;

    ResponseSubscriber(
            LoopContext context, Consumer<SonicOutput> events, Consumer<Throwable> failures) {
        this.context = context;
        this.events = events;
        this.failures = failures;
    }

    /** Requests more events, now or as soon as there is a response. */
    void request(long count) {
        if (subscription == null) {
            pendingDemand += count;
        } else if (!closed) {
            subscription.request(count);
        }
    }

    /** Cancels the response; no callback follows. */
    void close() {
        closed = true;
        if (subscription != null) {
            subscription.cancel();
        }
    }

    @Override
    public void onSubscribe(Subscription s) {
        context.executor().run(() -> accept(s));
    }

    private void accept(Subscription s) {
        if (closed || subscription != null) {
            s.cancel();
            return;
        }
        subscription = s;
        if (pendingDemand > 0) {
            s.request(pendingDemand);
        }
    }

    @Override
    public void onNext(InvokeModelWithBidirectionalStreamOutput frame) {
        context.executor().run(() -> read(frame));
    }

    private void read(InvokeModelWithBidirectionalStreamOutput frame) {
        if (closed) {
            return;
        }
        try {
            events.accept(eventOf(frame));
        } catch (MalformedEventException e) {
            failures.accept(e);
        }
    }

    private SonicOutput eventOf(InvokeModelWithBidirectionalStreamOutput frame) {
        if (frame instanceof BidirectionalOutputPayloadPart part && part.bytes() != null) {
            byte[] json = part.bytes().asByteArrayUnsafe();
            context.observer().onReceived(json.length);
            return reader.read(json);
        }
        return new SonicOutput.Unknown(frame.sdkEventType().name());
    }

    @Override
    public void onError(Throwable failure) {
        context.executor().run(() -> failures.accept(failure));
    }

    /**
     * Ignores the end of the response events: the end of the call is taken from the SDK's future.
     */
    @Override
    public void onComplete() {}
}
