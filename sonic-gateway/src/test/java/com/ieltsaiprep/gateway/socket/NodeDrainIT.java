package com.ieltsaiprep.gateway.socket;

import static com.ieltsaiprep.gateway.socket.RawWebSocket.closeFrame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.socket.FakeConversationFactory.FakeConversation;

import io.vertx.core.Future;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Draining and shutdown of a node. */
class NodeDrainIT {
    @RegisterExtension private final TestServer server = new TestServer(100, 2);

    @Test
    void asksConversationsToMoveOneByOneTheNewestFirst() throws Exception {
        try (RawWebSocket first = server.started();
                RawWebSocket second = server.startedLater();
                RawWebSocket third = server.startedLater()) {
            FakeConversation oldest = server.startedConversation();
            FakeConversation older = server.startedConversation();
            FakeConversation newest = server.startedConversation();
            Future<Void> drained = server.server.drain(1, Duration.ofHours(1));

            newest.expect("node draining");
            server.advanceSeconds(1);
            older.expect("node draining");
            assertThat(oldest.hasMoreCalls()).isFalse();
            server.advanceSeconds(1);
            oldest.expect("node draining");

            first.send(closeFrame(1000, new byte[0]));
            second.send(closeFrame(1000, new byte[0]));
            older.expect("disconnected");
            oldest.expect("disconnected");
            assertThat(drained.isComplete()).isFalse();
            third.send(closeFrame(1000, new byte[0]));
            drained.await(5, TimeUnit.SECONDS);
            assertThat(server.admission.conversations()).isZero();
            server.server.stop(Duration.ofSeconds(5)).await(1, TimeUnit.SECONDS);
        }
    }

    @Test
    void refusesUpgradesWhileDraining() throws Exception {
        Future<Void> _ = server.server.drain(1, Duration.ofHours(1));

        assertThatThrownBy(() -> server.connect("s")).hasMessageContaining("HTTP/1.1 503");
    }

    @Test
    void closesAClientThatHasNotStartedAtOnce() throws Exception {
        try (RawWebSocket client = server.connect("s")) {
            FakeConversation conversation = server.conversations.next();
            Future<Void> _ = server.server.drain(1, Duration.ofHours(1));

            conversation.expect("node closing");
            assertThat(client.readToClose()).isEqualTo(1001);
        }
    }

    @Test
    void asksAConversationWithoutAClientToo() throws Exception {
        try (RawWebSocket client = server.started()) {
            FakeConversation conversation = server.startedConversation();
            conversation.onNextTick(port -> port.close(CloseCode.NORMAL));
            assertThat(client.readToClose()).isEqualTo(1000);
            Future<Void> drained = server.server.drain(1, Duration.ofHours(1));

            conversation.expect("node draining");
            conversation.finish();
            drained.await(5, TimeUnit.SECONDS);
        }
    }

    @Test
    void stopsAfterNotifyingEveryConversation() throws Exception {
        try (RawWebSocket first = server.started();
                RawWebSocket second = server.started()) {
            var stopped = server.server.stop(Duration.ofSeconds(5));

            assertThat(first.readToClose()).isEqualTo(1001);
            assertThat(second.readToClose()).isEqualTo(1001);
            stopped.await(5, TimeUnit.SECONDS);
            assertThat(server.admission.conversations()).isZero();
        }
    }

    @Test
    void stopsAtTheDeadlineIfAConversationDoesNotEnd() throws Exception {
        try (RawWebSocket client = server.started()) {
            FakeConversation conversation = server.conversations.next();
            client.send(closeFrame(1000, new byte[0]));
            assertThat(client.readToClose()).isEqualTo(1000);
            conversation.expect("start");

            server.server.stop(Duration.ofMillis(300)).await(5, TimeUnit.SECONDS);
        }
    }
}
