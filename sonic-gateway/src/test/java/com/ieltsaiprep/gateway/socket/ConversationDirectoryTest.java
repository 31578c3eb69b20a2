package com.ieltsaiprep.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.gateway.conversation.port.ClientPort;
import com.ieltsaiprep.gateway.conversation.port.ConversationHandle;
import com.ieltsaiprep.gateway.conversation.port.ConversationIdentity;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.socket.FakeConversationFactory.FakeConversation;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Connections on one event loop with their conversation on another. */
class ConversationDirectoryTest {
    private static final ConversationIdentity IDENTITY =
            new ConversationIdentity("s-1", "u-1", Instant.EPOCH);

    /** Held bytes of a {@link FakeConversation}. */
    private static final long CONVERSATION_HOLDS = 1_000;

    private final Vertx vertx = Vertx.vertx();
    private final Context here = ((VertxInternal) vertx).createEventLoopContext();
    private final Context there = ((VertxInternal) vertx).createEventLoopContext();
    private final FakeConversationFactory conversations = new FakeConversationFactory();
    private final FakeConversationFactory others = new FakeConversationFactory();
    private final ConversationDirectory directory = new ConversationDirectory();
    private final ConversationDirectory.Loop hereLoop =
            new ConversationDirectory.Loop(here, others);
    private final ConversationDirectory.Loop thereLoop =
            new ConversationDirectory.Loop(there, conversations);
    private final Client client = new Client();

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    /** Client port that records what it is sent, on its own loop only. */
    private final class Client implements ClientPort {
        private final List<String> sent = new ArrayList<>();
        private boolean full;

        private void record(String what) {
            assertThat(Vertx.currentContext()).isSameAs(here);
            sent.add(what);
        }

        @Override
        public void send(ServerMessage message) {
            record(message.getClass().getSimpleName());
        }

        @Override
        public boolean trySendAudio(int epoch, int sequence, byte[] pcm, int offset, int length) {
            if (!full) {
                record("audio " + sequence);
            }
            return !full;
        }

        @Override
        public void close(CloseCode code) {
            record("close " + code);
        }
    }

    private static void on(Context context, Runnable task) {
        Promise<Void> done = Promise.promise();
        context.runOnContext(
                _ -> {
                    try {
                        task.run();
                        done.complete();
                    } catch (RuntimeException | AssertionError failed) {
                        done.fail(failed);
                    }
                });
        done.future().await();
    }

    /** Waits until both loops have run their tasks, there and back again. */
    private void awaitLoops() {
        on(here, () -> {});
        on(there, () -> {});
        on(here, () -> {});
    }

    private ConversationHandle relayed() {
        directory.register("s-1", thereLoop);
        ConversationDirectory.Entry entry = directory.register("s-1", hereLoop);
        ConversationHandle[] opened = new ConversationHandle[1];
        on(here, () -> opened[0] = entry.conversations().open(IDENTITY, client, 0));
        return opened[0];
    }

    @Test
    void opensAConversationOnItsOwnLoopWhenThereIsNone() throws Exception {
        ConversationDirectory.Entry entry = directory.register("s-1", hereLoop);
        on(here, () -> entry.conversations().open(IDENTITY, client, 0));
        assertThat(others.next().sessionId()).isEqualTo("s-1");
    }

    @Test
    void relaysAllCallsInOrder() throws Exception {
        ConversationHandle relayed = relayed();
        FakeConversation real = conversations.next();
        on(
                here,
                () -> {
                    relayed.onMessage(new ClientMessage.Start("test"), 1);
                    relayed.onAudio(new AudioFrame.Uplink(7, 0, new byte[640]), 2);
                    relayed.onNodeDraining(3);
                    relayed.onClientDisconnected(4);
                });
        real.expect("start", "audio 7", "node draining", "disconnected");
        awaitLoops();
        on(here, () -> relayed.tick(5));
        awaitLoops();
        assertThat(relayed.isFinished()).isTrue();
    }

    @Test
    void relaysAllMessagesToTheConnectionInOrder() throws Exception {
        ConversationHandle relayed = relayed();
        conversations
                .next()
                .onNextTick(
                        port -> {
                            assertThat(Vertx.currentContext()).isSameAs(there);
                            port.trySendAudio(1, 0, new byte[1_920], 0, 1_920);
                            port.send(new ServerMessage.ReplyEnd(1, 40));
                            port.close(CloseCode.NORMAL);
                        });
        on(here, () -> relayed.tick(1));
        awaitLoops();
        assertThat(client.sent).containsExactly("Welcome", "audio 0", "ReplyEnd", "close NORMAL");
    }

    @Test
    void queuesAudioThatTheConnectionDoesNotAcceptUpToABound() throws Exception {
        ConversationHandle relayed = relayed();
        client.full = true;
        List<Boolean> taken = new ArrayList<>();
        conversations
                .next()
                .onNextTick(
                        port -> {
                            for (int i = 0; i < 40; i++) {
                                taken.add(port.trySendAudio(1, i, new byte[1_920], 0, 1_920));
                            }
                            port.send(new ServerMessage.ReplyEnd(1, 1_600));
                        });
        on(here, () -> relayed.tick(1));
        awaitLoops();
        assertThat(taken.getLast()).isFalse();
        assertThat(relayed.heldBytes()).isBetween(64L * 1024, 68L * 1024 + CONVERSATION_HOLDS);
        assertThat(client.sent).containsExactly("Welcome");
        client.full = false;
        on(here, () -> relayed.tick(2));
        assertThat(client.sent).hasSize(1 + taken.indexOf(false) + 1).endsWith("ReplyEnd");
        assertThat(relayed.heldBytes()).isEqualTo(CONVERSATION_HOLDS);
    }

    @Test
    void flushesTheQueueAtABargeIn() throws Exception {
        ConversationHandle relayed = relayed();
        client.full = true;
        conversations
                .next()
                .onNextTick(
                        port -> {
                            port.trySendAudio(1, 0, new byte[1_920], 0, 1_920);
                            port.send(new ServerMessage.Clear(2));
                        });
        on(here, () -> relayed.tick(1));
        awaitLoops();
        client.full = false;
        on(here, () -> relayed.tick(2));
        assertThat(client.sent).containsExactly("Welcome", "Clear");
        assertThat(relayed.heldBytes()).isEqualTo(CONVERSATION_HOLDS);
    }

    @Test
    void rethrowsAnExceptionOfTheConversationToTheConnection() throws Exception {
        ConversationHandle relayed = relayed();
        on(here, () -> relayed.onMessage(new ClientMessage.Mute(true), 1));
        awaitLoops();
        assertThatThrownBy(() -> on(here, () -> relayed.tick(2))).hasMessage("canary");
    }

    @Test
    void abandonsAFailedConversationOnItsOwnLoop() throws Exception {
        ConversationHandle relayed = relayed();
        FakeConversation real = conversations.next();
        on(
                here,
                () -> {
                    relayed.onMessage(new ClientMessage.Mute(true), 1);
                    relayed.onClientDisconnected(2);
                    relayed.abandon(3);
                });
        real.expect("mute", "abandon");
        awaitLoops();
        assertThat(real.hasMoreCalls()).isFalse();
    }

    @Test
    void removesAConversationWithItsLastConnection() throws Exception {
        ConversationDirectory.Entry first = directory.register("s-1", thereLoop);
        ConversationDirectory.Entry second = directory.register("s-1", hereLoop);
        first.release();
        directory.register("s-1", hereLoop).release();
        second.release();
        ConversationDirectory.Entry anew = directory.register("s-1", hereLoop);
        on(here, () -> anew.conversations().open(IDENTITY, client, 0));
        assertThat(others.next().sessionId()).isEqualTo("s-1");
    }
}
