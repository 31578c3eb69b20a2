package com.ieltsaiprep.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.conversation.port.ClientPort;
import com.ieltsaiprep.gateway.conversation.port.ConversationFactory;
import com.ieltsaiprep.gateway.conversation.port.ConversationHandle;
import com.ieltsaiprep.gateway.conversation.port.ConversationIdentity;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Fake conversations that record their calls and run what a test posts to them. */
public final class FakeConversationFactory implements ConversationFactory {
    private final BlockingQueue<FakeConversation> opened = new LinkedBlockingQueue<>();

    @Override
    public ConversationHandle open(ConversationIdentity identity, ClientPort client, long nowUs) {
        if (identity.sessionId().equals("cannot-open")) {
            throw new IllegalStateException("canary");
        }
        FakeConversation conversation = new FakeConversation(identity.sessionId(), client);
        client.send(new ServerMessage.Welcome(identity.sessionId()));
        opened.add(conversation);
        return conversation;
    }

    /** Waits for the next conversation that is opened. */
    public FakeConversation next() throws Exception {
        return take(opened);
    }

    static <T> T take(BlockingQueue<T> queue) throws Exception {
        T item = queue.poll(5, TimeUnit.SECONDS);
        if (item == null) {
            throw new TimeoutException("nothing within 5 s");
        }
        return item;
    }

    public static final class FakeConversation implements ConversationHandle {
        private final String sessionId;
        private final ClientPort client;
        private final BlockingQueue<String> calls = new LinkedBlockingQueue<>();
        private final BlockingQueue<Consumer<ClientPort>> tasks = new LinkedBlockingQueue<>();
        private volatile boolean finished;
        private volatile boolean throwsOnAbandon;

        private FakeConversation(String sessionId, ClientPort client) {
            this.sessionId = sessionId;
            this.client = client;
        }

        String sessionId() {
            return sessionId;
        }

        /**
         * Waits for the next call: {@code start}, {@code audio 7}, {@code disconnected} and so on.
         */
        public String nextCall() throws Exception {
            return take(calls);
        }

        /** Waits for these calls, one after the other. */
        public FakeConversation expect(String... expected) throws Exception {
            for (String call : expected) {
                assertThat(nextCall()).isEqualTo(call);
            }
            return this;
        }

        boolean hasMoreCalls() {
            return !calls.isEmpty();
        }

        /** Runs a task at the next tick. */
        void onNextTick(Consumer<ClientPort> task) {
            tasks.add(task);
        }

        /** Makes {@link #abandon} throw. */
        void throwOnAbandon() {
            throwsOnAbandon = true;
        }

        void finish() {
            finished = true;
        }

        @Override
        public void onMessage(ClientMessage message, long nowUs) {
            calls.add(message.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
            if (message instanceof ClientMessage.Mute) {
                throw new IllegalStateException("canary");
            }
        }

        @Override
        public void onAudio(AudioFrame.Uplink frame, long nowUs) {
            calls.add("audio " + frame.sequence());
        }

        @Override
        public void onClientDisconnected(long nowUs) {
            calls.add("disconnected");
            finished = true;
        }

        @Override
        public void onNodeDraining(long nowUs) {
            calls.add("node draining");
        }

        @Override
        public void onNodeClosing(long nowUs) {
            calls.add("node closing");
            client.close(CloseCode.GOING_AWAY);
            finished = true;
        }

        @Override
        public void abandon(long nowUs) {
            calls.add("abandon");
            if (throwsOnAbandon) {
                throw new IllegalStateException("canary");
            }
        }

        @Override
        public void tick(long nowUs) {
            for (Consumer<ClientPort> task = tasks.poll(); task != null; task = tasks.poll()) {
                task.accept(client);
            }
        }

        @Override
        public long heldBytes() {
            return 1_000;
        }

        @Override
        public boolean isFinished() {
            return finished;
        }
    }
}
