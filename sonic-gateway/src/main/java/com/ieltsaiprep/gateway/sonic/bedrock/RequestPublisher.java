package com.ieltsaiprep.gateway.sonic.bedrock;

import com.ieltsaiprep.gateway.sonic.event.SonicEventWriter;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamInput;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Publisher of one attempt's request events to a single subscriber, driven by its demand
 * (backpressure). State is confined to the event loop.
 */
final class RequestPublisher implements Publisher<InvokeModelWithBidirectionalStreamInput> {
    /**
     * Maximum of events that wait for demand: an opening with its history, never audio. When the
     * queue is full, no event is accepted, and the stream is abandoned.
     */
    static final int CAPACITY = 1024;

    private final LoopExecutor loop;
    private final BedrockObserver observer;
    private final Runnable onDemand;
    private final SonicEventWriter writer = new SonicEventWriter();
    private final Queue<SonicInput> queue = new ArrayDeque<>();
    private @Nullable Subscriber<? super InvokeModelWithBidirectionalStreamInput> subscriber;
    private boolean subscribed;
    private boolean completing;
    private boolean done;
    private boolean publishing;
    private boolean notificationPending;
    private long demand;

    /**
     * @param onDemand called in a turn of its own when {@link #demand} has risen from zero
     */
    RequestPublisher(LoopExecutor loop, BedrockObserver observer, Runnable onDemand) {
        this.loop = loop;
        this.observer = observer;
        this.onDemand = onDemand;
    }

    /** Returns how many events would be sent at once. */
    long demand() {
        return done || completing ? 0 : Math.max(0, demand - queue.size());
    }

    /** Queues an event, false if the queue is full; after the end it is dropped. */
    boolean offer(SonicInput event) {
        if (done || completing) {
            return true;
        }
        if (queue.size() >= CAPACITY) {
            return false;
        }
        queue.add(event);
        publish();
        return true;
    }

    /** Half-closes once the queue is empty. */
    void complete() {
        completing = true;
        publish();
    }

    /** Drops the queue and the subscriber, which gets no signal: the call is cancelled. */
    void discard() {
        done = true;
        queue.clear();
        subscriber = null;
    }

    @Override
    public void subscribe(Subscriber<? super InvokeModelWithBidirectionalStreamInput> s) {
        loop.run(() -> accept(s));
    }

    private void accept(Subscriber<? super InvokeModelWithBidirectionalStreamInput> s) {
        boolean second = subscribed;
        subscribed = true;
        if (second || done) {
            s.onSubscribe(new NoOpSubscription());
            s.onError(new IllegalStateException("a request is sent once only"));
            return;
        }
        subscriber = s;
        s.onSubscribe(new DemandSubscription());
    }

    private void add(long count) {
        if (count <= 0) {
            rejectDemand();
            return;
        }
        boolean none = demand() == 0;
        demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
        publish();
        if (none && demand() > 0) {
            notifyDemand();
        }
    }

    /** Deferred, because the SDK requests more in the midst of our {@code send}. */
    private void notifyDemand() {
        if (notificationPending) {
            return;
        }
        notificationPending = true;
        loop.defer(
                () -> {
                    notificationPending = false;
                    if (demand() > 0) {
                        onDemand.run();
                    }
                });
    }

    private void rejectDemand() {
        var s = subscriber;
        discard();
        if (s != null) {
            s.onError(new IllegalArgumentException("demand must be positive"));
        }
    }

    private void publish() {
        if (publishing) {
            return;
        }
        publishing = true;
        try {
            while (demand > 0 && subscriber != null && !queue.isEmpty()) {
                demand--;
                subscriber.onNext(chunk(queue.remove()));
            }
            if (completing && queue.isEmpty() && subscriber != null) {
                var s = subscriber;
                discard();
                s.onComplete();
            }
        } finally {
            publishing = false;
        }
    }

    private InvokeModelWithBidirectionalStreamInput chunk(SonicInput event) {
        byte[] json = writer.write(event);
        observer.onSent(json.length);
        return InvokeModelWithBidirectionalStreamInput.chunkBuilder()
                .bytes(SdkBytes.fromByteArrayUnsafe(json))
                .build();
    }

    private final class DemandSubscription implements Subscription {
        @Override
        public void request(long count) {
            loop.run(() -> add(count));
        }

        @Override
        public void cancel() {
            loop.run(RequestPublisher.this::discard);
        }
    }

    private static final class NoOpSubscription implements Subscription {
        @Override
        public void request(long count) {}

        @Override
        public void cancel() {}
    }
}
