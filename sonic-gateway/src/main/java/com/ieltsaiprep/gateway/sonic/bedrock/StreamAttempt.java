package com.ieltsaiprep.gateway.sonic.bedrock;

import com.ieltsaiprep.gateway.conversation.StreamEnd;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamResponse;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamResponseHandler;

import java.util.concurrent.CompletableFuture;

/**
 * One call of {@code InvokeModelWithBidirectionalStream}. The SDK tells one failure up to four
 * times, on several threads, and a reset as success; the owner hears of the end once, on the event
 * loop, and of nothing after it or after {@link #release}.
 */
final class StreamAttempt implements InvokeModelWithBidirectionalStreamResponseHandler {
    /** Hears of one attempt. */
    interface Listener {
        /** The service accepted the call. */
        void accepted();

        void demand();

        void event(SonicOutput event);

        void ended(StreamEnd end);
    }

    private final LoopContext context;
    private final Listener owner;
    private final RequestPublisher publisher;
    private final ResponseSubscriber responses;
    private @Nullable CompletableFuture<Void> call;
    private boolean over;
    private boolean endExpected;

    StreamAttempt(LoopContext context, Listener owner) {
        this.context = context;
        this.owner = owner;
        this.publisher =
                new RequestPublisher(context.executor(), context.observer(), owner::demand);
        this.responses = new ResponseSubscriber(context, owner::event, this::failed);
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
            failed(e);
            return;
        }
        var _ = call.whenComplete((_, failure) -> context.executor().run(() -> callEnded(failure)));
        if (over) {
            call.cancel(true);
        }
    }

    long demand() {
        return publisher.demand();
    }

    void send(SonicInput event) {
        endExpected |= event instanceof SonicInput.SessionEnd;
        if (!publisher.offer(event)) {
            context.executor().later(() -> end(ErrorClassifier.UPLINK_STALLED));
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

    /** Frees everything; the service sees a cancelled stream if it has not ended. */
    void release() {
        over = true;
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
                            if (!over) {
                                owner.accepted();
                            }
                        });
    }

    @Override
    public void onEventStream(SdkPublisher<InvokeModelWithBidirectionalStreamOutput> events) {
        events.subscribe(responses);
    }

    @Override
    public void exceptionOccurred(Throwable failure) {
        context.executor().run(() -> failed(failure));
    }

    /** The call's future tells the end. */
    @Override
    public void complete() {}

    private void callEnded(@Nullable Throwable failure) {
        if (failure != null) {
            failed(failure);
        } else {
            end(endExpected ? new StreamEnd.Completed() : ErrorClassifier.ENDED_EARLY);
        }
    }

    private void failed(Throwable failure) {
        end(ErrorClassifier.of(failure));
    }

    private void end(StreamEnd end) {
        if (!over) {
            release();
            owner.ended(end);
        }
    }
}
