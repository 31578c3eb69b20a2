package com.ieltsaiprep.gateway.socket;

import static com.ieltsaiprep.gateway.socket.RawWebSocket.closeFrame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.socket.FakeConversationFactory.FakeConversation;

import io.vertx.core.Future;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Draining and shutdown of a node. */
class NodeDrainIT {
    private SocketTestBed testBed;

    @BeforeEach
    void start() throws Exception {
        testBed = new SocketTestBed();
    }

    @AfterEach
    void stop() throws Exception {
        testBed.stop();
    }

    @Test
    void asksConversationsToMoveOneByOneTheNewestFirst() throws Exception {
        try (RawWebSocket first = testBed.started();
                RawWebSocket second = testBed.startedLater();
                RawWebSocket third = testBed.startedLater()) {
            FakeConversation oldest = testBed.startedConversation();
            FakeConversation older = testBed.startedConversation();
            FakeConversation newest = testBed.startedConversation();
            Future<Void> drained = testBed.server.server.drain(1, Duration.ofHours(1));

            assertThat(newest.nextCall()).isEqualTo("node draining");
            testBed.server.advanceSeconds(1);
            assertThat(older.nextCall()).isEqualTo("node draining");
            assertThat(oldest.hasMoreCalls()).isFalse();
            testBed.server.advanceSeconds(1);
            assertThat(oldest.nextCall()).isEqualTo("node draining");

            first.send(closeFrame(1000, new byte[0]));
            second.send(closeFrame(1000, new byte[0]));
            assertThat(older.nextCall()).isEqualTo("disconnected");
            assertThat(oldest.nextCall()).isEqualTo("disconnected");
            assertThat(drained.isComplete()).isFalse();
            third.send(closeFrame(1000, new byte[0]));
            drained.await(5, TimeUnit.SECONDS);
            assertThat(testBed.server.admission.conversations()).isZero();
            testBed.server.server.stop(Duration.ofSeconds(5)).await(1, TimeUnit.SECONDS);
        }
    }

    @Test
    void refusesUpgradesWhileDraining() throws Exception {
        Future<Void> _ = testBed.server.server.drain(1, Duration.ofHours(1));

        assertThatThrownBy(() -> testBed.server.connect("s")).hasMessageContaining("HTTP/1.1 503");
    }

    @Test
    void closesAClientThatHasNotStartedAtOnce() throws Exception {
        try (RawWebSocket client = testBed.server.connect("s")) {
            FakeConversation conversation = testBed.server.conversations.next();
            Future<Void> _ = testBed.server.server.drain(1, Duration.ofHours(1));

            assertThat(conversation.nextCall()).isEqualTo("node closing");
            assertThat(client.readToClose()).isEqualTo(1001);
        }
    }

    @Test
    void asksAConversationWithoutAClientToo() throws Exception {
        try (RawWebSocket client = testBed.started()) {
            FakeConversation conversation = testBed.startedConversation();
            conversation.onNextTick(port -> port.close(CloseCode.NORMAL));
            assertThat(client.readToClose()).isEqualTo(1000);
            Future<Void> drained = testBed.server.server.drain(1, Duration.ofHours(1));

            assertThat(conversation.nextCall()).isEqualTo("node draining");
            conversation.finish();
            drained.await(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void stopsAfterNotifyingEveryConversation() throws Exception {
        try (RawWebSocket first = testBed.started();
                RawWebSocket second = testBed.started()) {
            var stopped = testBed.server.server.stop(Duration.ofSeconds(5));

            assertThat(first.readToClose()).isEqualTo(1001);
            assertThat(second.readToClose()).isEqualTo(1001);
            stopped.await(5, TimeUnit.SECONDS);
            assertThat(testBed.server.admission.conversations()).isZero();
        }
    }

    @Test
    void stopsAtTheDeadlineIfAConversationDoesNotEnd() throws Exception {
        try (RawWebSocket client = testBed.started()) {
            FakeConversation conversation = testBed.server.conversations.next();
            client.send(closeFrame(1000, new byte[0]));
            assertThat(client.readToClose()).isEqualTo(1000);
            assertThat(conversation.nextCall()).isEqualTo("start");

            testBed.server.server.stop(Duration.ofMillis(300)).await(5, TimeUnit.SECONDS);
        }
    }
}
