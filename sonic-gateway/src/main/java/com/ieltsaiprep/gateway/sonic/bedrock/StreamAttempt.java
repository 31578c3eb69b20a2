package com.ieltsaiprep.gateway.sonic.bedrock;

import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamResponseHandler;

import java.util.concurrent.CompletableFuture;

/**
 * Single call of {@code InvokeModelWithBidirectionalStream}. The SDK reports one failure up to four
 * times, on several threads, and a reset as success; the listener is notified of the end once, on
 * the event loop, and of nothing after it or after {@link #release}.
 */
final class StreamAttempt implements InvokeModelWithBidirectionalStreamResponseHandler {
    /** Listener of one attempt, called on the event loop. */
    interface Listener {
        /** Handles the arrival of the response headers, by which Bedrock accepts the call. */
        void onAccepted();

        void onDemand();

        void onEvent(SonicOutput event);

        void onEnded(StreamEnd end);
    }

    private final LoopContext context;
    private final Listener listener;
    private final RequestPublisher publisher;
    private final ResponseSubscriber responses;
    private @Nullable CompletableFuture<Void> call;
    private boolean done;
    private boolean endExpected;

    StreamAttempt(LoopContext context, Listener listener) {
        this.context = context;
        this.listener = listener;
        this.publisher =
                new RequestPublisher(context.executor(), context.observer(), listener::onDemand);
        this.responses = new ResponseSubscriber(context, listener::onEvent, this::fail);
    }

    /** Calls the service. */
    void start() {
        try {
            call =
                    context.client()
                            .sdk()
                            .invokeModelWithBidirectionalStream(
                                    request -> request.modelId(context.settings().modelId()),
                                    publisher,
                                    this);
        } catch (RuntimeException e) {
            fail(e);
            return;
        }
        var _ = call.whenComplete((_, failure) -> context.executor().run(() -> callEnded(failure)));
        if (done) {
            call.cancel(true);
        }
    }

    long demand() {
        return publisher.demand();
    }

    void send(SonicInput event) {
        endExpected |= event instanceof SonicInput.SessionEnd;
        if (!publisher.offer(event)) {
            context.executor().defer(() -> end(ErrorClassifier.UPLINK_STALLED));
        }
    }

    void request(long count) {
        responses.request(count);
    }

    /** Half-closes; the service ends its side when it is done. */
    void finish() {
        endExpected = true;
        publisher.complete();
    }

    /** Releases everything; the service sees a cancelled stream if it has not ended. */
    void release() {
        done = true;
        publisher.discard();
        responses.close();
        if (call != null) {
            call.cancel(true);
        }
    }

    @Override
    public void responseReceived(InvokeModelWithBidirectionalStreamResponse response) {
        context.executor()
                .run(
                        () -> {
                            if (!done) {
                                listener.onAccepted();
                            }
                        });
    }

    @Override
    public void onEventStream(SdkPublisher<InvokeModelWithBidirectionalStreamOutput> events) {
        events.subscribe(responses);
    }

    @Override
    public void exceptionOccurred(Throwable failure) {
        context.executor().run(() -> fail(failure));
    }

    /** Ignores the end of the response: the end of the call is taken from the SDK's future. */
    @Override
    public void complete() {}

    private void callEnded(@Nullable Throwable failure) {
        if (failure != null) {
            fail(failure);
        } else {
            end(endExpected ? new StreamEnd.Completed() : ErrorClassifier.ENDED_EARLY);
        }
    }

    private void fail(Throwable failure) {
        end(ErrorClassifier.classify(failure));
    }

    private void end(StreamEnd end) {
        if (!done) {
            release();
            listener.onEnded(end);
        }
    }
}
