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
final class Attempt implements InvokeModelWithBidirectionalStreamResponseHandler {
    /** Hears of one attempt. */
    interface Owner {
        /** The service accepted the call. */
        void accepted();

        void demand();

        void event(SonicOutput event);

        void ended(StreamEnd end);
    }

    private final LoopScope scope;
    private final Owner owner;
    private final Uplink uplink;
    private final Downlink downlink;
    private @Nullable CompletableFuture<Void> call;
    private boolean over;
    private boolean endExpected;

    Attempt(LoopScope scope, Owner owner) {
        this.scope = scope;
        this.owner = owner;
        this.uplink = new Uplink(scope.onLoop(), scope.metrics(), owner::demand);
        this.downlink = new Downlink(scope, owner::event, this::failed);
    }

    /** Calls the service. */
    void start() {
        try {
            call =
                    scope.client()
                            .sdk()
                            .invokeModelWithBidirectionalStream(
                                    request -> request.modelId(scope.settings().modelId()),
                                    uplink,
                                    this);
        } catch (RuntimeException e) {
            failed(e);
            return;
        }
        var _ = call.whenComplete((_, failure) -> scope.onLoop().run(() -> callEnded(failure)));
        if (over) {
            call.cancel(true);
        }
    }

    long demand() {
        return uplink.demand();
    }

    void send(SonicInput event) {
        endExpected |= event instanceof SonicInput.SessionEnd;
        if (!uplink.offer(event)) {
            scope.onLoop().later(() -> end(Failures.UPLINK_STALLED));
        }
    }

    void request(long count) {
        downlink.request(count);
    }

    /** Half-closes; the service ends its side when it is done. */
    void finish() {
        endExpected = true;
        uplink.complete();
    }

    /** Frees everything; the service sees a cancelled stream if it has not ended. */
    void release() {
        over = true;
        uplink.discard();
        downlink.close();
        if (call != null) {
            call.cancel(true);
        }
    }

    @Override
    public void responseReceived(InvokeModelWithBidirectionalStreamResponse response) {
        scope.onLoop()
                .run(
                        () -> {
                            if (!over) {
                                owner.accepted();
                            }
                        });
    }

    @Override
    public void onEventStream(SdkPublisher<InvokeModelWithBidirectionalStreamOutput> events) {
        events.subscribe(downlink);
    }

    @Override
    public void exceptionOccurred(Throwable failure) {
        scope.onLoop().run(() -> failed(failure));
    }

    /** The call's future tells the end. */
    @Override
    public void complete() {}

    private void callEnded(@Nullable Throwable failure) {
        if (failure != null) {
            failed(failure);
        } else {
            end(endExpected ? new StreamEnd.Completed() : Failures.ENDED_EARLY);
        }
    }

    private void failed(Throwable failure) {
        end(Failures.of(failure));
    }

    private void end(StreamEnd end) {
        if (!over) {
            release();
            owner.ended(end);
        }
    }
}
