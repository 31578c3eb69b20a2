package com.ieltsaiprep.gateway.sonic.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.conversation.port.SonicStream;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Accepted stream: order of events, demand in both directions, and its ends. */
@Timeout(60)
class BedrockStreamIT {
    private static ScriptedBedrock bedrock;
    private static BedrockTestBed testBed;

    @BeforeAll
    static void start() {
        bedrock = new ScriptedBedrock();
        testBed = BedrockTestBed.to(bedrock.endpoint());
    }

    @AfterEach
    void noStreamIsLeft() {
        testBed.until("no stream at the server", () -> bedrock.openStreams() == 0);
        assertThat(testBed.clients.connections()).isLessThanOrEqualTo(2);
    }

    @AfterAll
    static void stop() {
        testBed.close();
        bedrock.close();
    }

    private final RecordingListener listener = new RecordingListener();

    private static SonicInput text(int i) {
        return new SonicInput.Text("p", "c", "text " + i);
    }

    @Test
    void transfersAllEventsInOrderInBothDirections() {
        List<String> received = new ArrayList<>();
        bedrock.next(
                call ->
                        call.accept()
                                .onEvent(
                                        event -> {
                                            received.add(event);
                                            call.text("answer " + received.size());
                                        })
                                .onEnd(
                                        () -> {
                                            call.event("{\"event\":{\"completionEnd\":{}}}");
                                            call.end();
                                        }));
        SonicStream stream = testBed.open(listener);
        testBed.run(() -> stream.request(1000));
        testBed.until("open", () -> listener.callbacks.contains("open"));
        testBed.run(
                () -> {
                    for (int i = 0; i < 100; i++) {
                        stream.send(text(i));
                    }
                    stream.send(new SonicInput.SessionEnd());
                    stream.finish();
                });
        assertThat(listener.end()).isEqualTo(new StreamEnd.Completed());
        assertThat(listener.callbacks).containsExactly("connecting 1", "open", "closed");
        assertThat(listener.threads).hasSize(1).first().asString().contains("eventloop");
        assertThat(received).hasSize(101);
        for (int i = 0; i < 100; i++) {
            assertThat(received.get(i)).contains("\"content\":\"text " + i + "\"");
            assertThat(((SonicOutput.Text) listener.events.get(i)).content())
                    .isEqualTo("answer " + (i + 1));
        }
        assertThat(listener.events.getLast()).isEqualTo(new SonicOutput.CompletionEnd());
    }

    @Test
    void eventsSentWhileConnectingReachTheServiceBeforeItAnswers() {
        bedrock.next(call -> call.onEvent(_ -> call.accept().end()));
        SonicStream stream = testBed.open(listener);
        testBed.until("connecting", () -> !listener.callbacks.isEmpty());
        testBed.run(() -> stream.request(1), () -> stream.send(new SonicInput.SessionEnd()));
        assertThat(listener.end()).isEqualTo(new StreamEnd.Completed());
        assertThat(listener.callbacks).containsExactly("connecting 1", "open", "closed");
    }

    @Test
    void deliversAsManyEventsAsWereRequested() {
        bedrock.next(
                call -> {
                    call.accept();
                    for (int i = 0; i < 50; i++) {
                        call.text("e" + i);
                    }
                });
        SonicStream stream = testBed.opened(listener);
        testBed.run(() -> stream.request(1));
        testBed.until("one event", () -> listener.events.size() == 1);
        settle();
        assertThat(listener.events).hasSize(1);
        testBed.run(() -> stream.request(9));
        testBed.until("ten events", () -> listener.events.size() == 10);
        settle();
        assertThat(listener.events).hasSize(10);
        testBed.run(stream::cancel);
        assertThat(listener.end()).isEqualTo(new StreamEnd.Completed());
    }

    /** Waits for events that must not come: round trips of another stream on the connection. */
    private static void settle() {
        for (int i = 0; i < 3; i++) {
            bedrock.next(call -> call.accept().end());
            RecordingListener other = new RecordingListener();
            SonicStream stream = testBed.open(other);
            testBed.run(() -> stream.request(1));
            assertThat(other.end()).isEqualTo(ErrorClassifier.ENDED_EARLY);
        }
    }

    @Test
    void demandFollowsTheServicesBackpressure() {
        AtomicInteger received = new AtomicInteger();
        List<Runnable> resume = new ArrayList<>();
        bedrock.next(
                call -> {
                    call.accept().onEvent(_ -> received.incrementAndGet());
                    call.request.pause();
                    resume.add(() -> call.request.resume());
                });
        SonicStream stream = testBed.open(listener);
        testBed.until("demand", () -> stream.demand() > 0);
        int sent = 0;
        int before = 0;
        SonicInput frame = new SonicInput.Audio("p", "a", new byte[1024]);
        for (int idle = 0; idle < 200; ) {
            boolean did =
                    testBed.onLoop(
                            () -> {
                                boolean demand = stream.demand() > 0;
                                if (demand) {
                                    stream.send(frame);
                                }
                                return demand;
                            });
            if (did) {
                sent++;
                before = listener.demands.get();
            }
            idle = did ? 0 : idle + 1;
            assertThat(sent).isLessThan(2000);
        }
        int notified = before;
        resume.forEach(action -> bedrock.vertx.runOnContext(_ -> action.run()));
        testBed.until(
                "demand notified", () -> listener.demands.get() > notified && stream.demand() > 0);
        int all = sent;
        testBed.until("all received", () -> received.get() == all);
        testBed.run(stream::cancel);
        listener.end();
    }

    @Test
    void aQueueOverflowEndsTheStream() {
        bedrock.next(call -> call.accept().request.pause());
        SonicStream stream = testBed.opened(listener);
        testBed.run(
                () -> {
                    for (int i = 0; i < RequestPublisher.CAPACITY + 200; i++) {
                        stream.send(text(i));
                    }
                });
        assertThat(listener.end()).isEqualTo(ErrorClassifier.UPLINK_STALLED);
    }

    @Test
    void finishHalfClosesAndCancelsAServiceThatDoesNotEnd() {
        AtomicInteger ended = new AtomicInteger();
        bedrock.next(call -> call.accept().onEnd(ended::incrementAndGet));
        SonicStream stream = testBed.opened(listener);
        testBed.run(stream::finish, stream::finish, () -> stream.send(text(1)));
        assertThat(listener.end()).isEqualTo(new StreamEnd.Completed());
        assertThat(ended).hasValue(1);
    }

    @Test
    void eventsStillComeAfterFinish() {
        bedrock.next(call -> call.accept().onEnd(() -> call.text("last words").end()));
        SonicStream stream = testBed.opened(listener);
        testBed.run(() -> stream.request(10), stream::finish);
        assertThat(listener.end()).isEqualTo(new StreamEnd.Completed());
        assertThat(listener.events).hasSize(1);
    }

    @Test
    void afterCancelTheListenerIsOnlyNotifiedOfTheEnd() {
        bedrock.next(call -> call.accept().onEvent(_ -> call.text("late")));
        SonicStream stream = testBed.opened(listener);
        testBed.run(
                () -> {
                    stream.request(10);
                    stream.send(text(1));
                    stream.cancel();
                    stream.cancel();
                    stream.finish();
                    stream.send(text(2));
                    stream.request(1);
                    assertThat(listener.callbacks).doesNotContain("closed");
                    assertThat(stream.demand()).isZero();
                });
        assertThat(listener.end()).isEqualTo(new StreamEnd.Completed());
        settle();
        assertThat(listener.events).isEmpty();
        assertThat(listener.callbacks).containsOnlyOnce("closed");
    }
}
