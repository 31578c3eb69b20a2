package com.ieltsaiprep.gateway.sonic.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.sonic.event.SonicInput;

import io.netty.channel.embedded.EmbeddedChannel;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

import software.amazon.awssdk.services.bedrockruntime.model.BidirectionalInputPayloadPart;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamInput;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

class RequestPublisherTest {
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final AtomicInteger demands = new AtomicInteger();
    private final RequestPublisher publisher =
            new RequestPublisher(
                    new LoopExecutor(channel.eventLoop()),
                    BedrockObserver.NONE,
                    demands::incrementAndGet);
    private final Sdk sdk = new Sdk();

    private static SonicInput event(int i) {
        return new SonicInput.Text("p", "c", "<" + i + ">");
    }

    @Property(tries = 500)
    void publishesEventsInOrderAndNeverBeyondTheDemand(
            @ForAll @Size(max = 60) List<@IntRange(max = 5) Integer> steps) {
        RequestPublisher fresh =
                new RequestPublisher(
                        new LoopExecutor(channel.eventLoop()), BedrockObserver.NONE, () -> {});
        Sdk subscriber = new Sdk();
        fresh.subscribe(subscriber);
        int offered = 0;
        int demanded = 0;
        for (int step : steps) {
            if (step == 0) {
                fresh.offer(event(offered++));
            } else {
                subscriber.subscription().request(step);
                demanded += step;
            }
            int left = Math.min(offered, demanded);
            assertThat(subscriber.taken).hasSize(left);
            assertThat(fresh.demand()).isEqualTo(demanded - left);
        }
        fresh.complete();
        assertThat(subscriber.completed).isEqualTo(demanded >= offered);
        subscriber.subscription().request(offered + 1);
        assertThat(subscriber.completed).isTrue();
        for (int i = 0; i < offered; i++) {
            assertThat(subscriber.taken.get(i)).contains("<" + i + ">");
        }
    }

    @Test
    void keepsTheOrderWhenTheSubscriberRequestsMoreInMidEvent() {
        sdk.requestOnNext = 1;
        publisher.subscribe(sdk);
        for (int i = 0; i < 50; i++) {
            publisher.offer(event(i));
        }
        sdk.subscription().request(1);
        assertThat(sdk.taken).hasSize(50);
        assertThat(sdk.deepest).isEqualTo(1);
    }

    @Test
    void notifiesOfDemandOnceInATurnOfItsOwn() {
        publisher.subscribe(sdk);
        sdk.subscription().request(1);
        sdk.subscription().request(15);
        assertThat(demands).hasValue(0);
        channel.runPendingTasks();
        assertThat(demands).hasValue(1);
        assertThat(publisher.demand()).isEqualTo(16);
    }

    @Test
    void doesNotNotifyOfDemandThatWasUsedUpMeanwhile() {
        publisher.subscribe(sdk);
        sdk.subscription().request(1);
        publisher.offer(event(0));
        channel.runPendingTasks();
        assertThat(demands).hasValue(0);
    }

    @Test
    void refusesASecondSubscriber() {
        publisher.subscribe(sdk);
        Sdk second = new Sdk();
        publisher.subscribe(second);
        assertThat(second.error).isInstanceOf(IllegalStateException.class);
        publisher.offer(event(0));
        sdk.subscription().request(1);
        assertThat(sdk.taken).hasSize(1);
        assertThat(second.taken).isEmpty();
    }

    @Test
    void demandMustBePositive() {
        publisher.subscribe(sdk);
        sdk.subscription().request(0);
        assertThat(sdk.error).isInstanceOf(IllegalArgumentException.class);
        assertThat(publisher.demand()).isZero();
    }

    @Test
    void demandWithoutBoundDoesNotOverflow() {
        publisher.subscribe(sdk);
        sdk.subscription().request(Long.MAX_VALUE);
        sdk.subscription().request(Long.MAX_VALUE);
        assertThat(publisher.demand()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theQueueIsBounded() {
        for (int i = 0; i < RequestPublisher.CAPACITY; i++) {
            assertThat(publisher.offer(event(i))).isTrue();
        }
        assertThat(publisher.offer(event(0))).isFalse();
    }

    @Test
    void publishesNothingAfterTheEnd() {
        publisher.subscribe(sdk);
        sdk.subscription().request(10);
        publisher.complete();
        assertThat(sdk.completed).isTrue();
        assertThat(publisher.demand()).isZero();
        assertThat(publisher.offer(event(0))).isTrue();
        assertThat(sdk.taken).isEmpty();
    }

    @Test
    void publishesNothingToACancelledSubscription() {
        publisher.subscribe(sdk);
        sdk.subscription().request(10);
        sdk.subscription().cancel();
        publisher.offer(event(0));
        publisher.complete();
        assertThat(sdk.taken).isEmpty();
        assertThat(sdk.completed).isFalse();
    }

    /** Subscriber in place of the SDK. */
    private static final class Sdk implements Subscriber<InvokeModelWithBidirectionalStreamInput> {
        final List<String> taken = new ArrayList<>();
        @Nullable Throwable error;
        boolean completed;
        long requestOnNext;
        int deepest;
        private int depth;
        private @Nullable Subscription subscription;

        Subscription subscription() {
            if (subscription == null) {
                throw new AssertionError("not subscribed");
            }
            return subscription;
        }

        @Override
        public void onSubscribe(Subscription s) {
            subscription = s;
        }

        @Override
        public void onNext(InvokeModelWithBidirectionalStreamInput event) {
            depth++;
            deepest = Math.max(deepest, depth);
            taken.add(((BidirectionalInputPayloadPart) event).bytes().asUtf8String());
            if (requestOnNext > 0) {
                subscription().request(requestOnNext);
            }
            depth--;
        }

        @Override
        public void onError(Throwable failure) {
            error = failure;
        }

        @Override
        public void onComplete() {
            completed = true;
        }
    }
}
