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

/** How a node lets its conversations go, and stops. */
class NodeDrainTest {
    private SocketBench bench;

    @BeforeEach
    void start() throws Exception {
        bench = new SocketBench();
    }

    @AfterEach
    void stop() throws Exception {
        bench.stop();
    }

    @Test
    void asksConversationsToMoveOneByOneTheNewestFirst() throws Exception {
        try (RawWebSocket first = bench.started();
                RawWebSocket second = bench.startedLater();
                RawWebSocket third = bench.startedLater()) {
            FakeConversation oldest = bench.conversant();
            FakeConversation older = bench.conversant();
            FakeConversation newest = bench.conversant();
            Future<Void> drained = bench.server.server.drain(1, Duration.ofHours(1));

            assertThat(newest.told()).isEqualTo("node draining");
            bench.server.passSeconds(1);
            assertThat(older.told()).isEqualTo("node draining");
            assertThat(oldest.wasToldMore()).isFalse();
            bench.server.passSeconds(1);
            assertThat(oldest.told()).isEqualTo("node draining");

            first.send(closeFrame(1000, new byte[0]));
            second.send(closeFrame(1000, new byte[0]));
            assertThat(older.told()).isEqualTo("gone");
            assertThat(oldest.told()).isEqualTo("gone");
            assertThat(drained.isComplete()).isFalse();
            third.send(closeFrame(1000, new byte[0]));
            drained.await(5, TimeUnit.SECONDS);
            assertThat(bench.server.admission.conversations()).isZero();
            bench.server.server.stop(Duration.ofSeconds(5)).await(1, TimeUnit.SECONDS);
        }
    }

    @Test
    void whoComesWhileTheNodeDrainsIsTurnedAway() throws Exception {
        Future<Void> _ = bench.server.server.drain(1, Duration.ofHours(1));

        assertThatThrownBy(() -> bench.server.connect("s")).hasMessageContaining("HTTP/1.1 503");
    }

    @Test
    void whoHasNotBegunWhenTheNodeDrainsGoesAtOnce() throws Exception {
        try (RawWebSocket client = bench.server.connect("s")) {
            FakeConversation conversant = bench.server.conversations.next();
            Future<Void> _ = bench.server.server.drain(1, Duration.ofHours(1));

            assertThat(conversant.told()).isEqualTo("node closing");
            assertThat(client.readToClose()).isEqualTo(1001);
        }
    }

    @Test
    void aConversationWithoutAClientIsAskedToo() throws Exception {
        try (RawWebSocket client = bench.started()) {
            FakeConversation conversant = bench.conversant();
            conversant.order(port -> port.close(CloseCode.NORMAL));
            assertThat(client.readToClose()).isEqualTo(1000);
            Future<Void> drained = bench.server.server.drain(1, Duration.ofHours(1));

            assertThat(conversant.told()).isEqualTo("node draining");
            conversant.finish();
            drained.await(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void stopsAfterTellingEveryConversation() throws Exception {
        try (RawWebSocket first = bench.started();
                RawWebSocket second = bench.started()) {
            var stopped = bench.server.server.stop(Duration.ofSeconds(5));

            assertThat(first.readToClose()).isEqualTo(1001);
            assertThat(second.readToClose()).isEqualTo(1001);
            stopped.await(5, TimeUnit.SECONDS);
            assertThat(bench.server.admission.conversations()).isZero();
        }
    }

    @Test
    void stopsAtTheDeadlineIfAConversationDoesNotEnd() throws Exception {
        try (RawWebSocket client = bench.started()) {
            FakeConversation conversant = bench.server.conversations.next();
            client.send(closeFrame(1000, new byte[0]));
            assertThat(client.readToClose()).isEqualTo(1000);
            assertThat(conversant.told()).isEqualTo("start");

            bench.server.server.stop(Duration.ofMillis(300)).await(5, TimeUnit.SECONDS);
        }
    }
}
