package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.gateway.conversation.ClientPort;
import com.ieltsaiprep.gateway.conversation.ConversationFactory;
import com.ieltsaiprep.gateway.conversation.ConversationHandle;
import com.ieltsaiprep.gateway.conversation.ConversationIdentity;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ClientMessage;
import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** Conversations that note what they are told, and do what a test posts to them. */
public final class FakeConversationFactory implements ConversationFactory {
    private final BlockingQueue<FakeConversation> opened = new LinkedBlockingQueue<>();

    @Override
    public ConversationHandle open(ConversationIdentity identity, ClientPort client, long nowUs) {
        if (identity.sessionId().equals("cannot-open")) {
            throw new IllegalStateException("canary");
        }
        FakeConversation conversant = new FakeConversation(identity.sessionId(), client);
        client.send(new ServerMessage.Welcome(identity.sessionId()));
        opened.add(conversant);
        return conversant;
    }

    /** The next conversation that was opened. */
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
        private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
        private final BlockingQueue<Consumer<ClientPort>> orders = new LinkedBlockingQueue<>();
        private volatile boolean finished;
        private volatile boolean throwsAtTheEnd;

        private FakeConversation(String sessionId, ClientPort client) {
            this.sessionId = sessionId;
            this.client = client;
        }

        String sessionId() {
            return sessionId;
        }

        /** What it was told next: {@code start}, {@code audio 7}, {@code gone} and so on. */
        public String told() throws Exception {
            return take(told);
        }

        boolean wasToldMore() {
            return !told.isEmpty();
        }

        /** Does something at its next tick. */
        void order(Consumer<ClientPort> order) {
            orders.add(order);
        }

        /** Has a fault also when it is abandoned. */
        void throwAtTheEnd() {
            throwsAtTheEnd = true;
        }

        void finish() {
            finished = true;
        }

        @Override
        public void onMessage(ClientMessage message, long nowUs) {
            told.add(message.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT));
            if (message instanceof ClientMessage.Mute) {
                throw new IllegalStateException("canary");
            }
        }

        @Override
        public void onAudio(AudioFrame.Uplink frame, long nowUs) {
            told.add("audio " + frame.sequence());
        }

        @Override
        public void onClientDisconnected(long nowUs) {
            told.add("gone");
            finished = true;
        }

        @Override
        public void onNodeDraining(long nowUs) {
            told.add("node draining");
        }

        @Override
        public void onNodeClosing(long nowUs) {
            told.add("node closing");
            client.close(CloseCode.GOING_AWAY);
            finished = true;
        }

        @Override
        public void abandon(long nowUs) {
            told.add("abandon");
            if (throwsAtTheEnd) {
                throw new IllegalStateException("canary");
            }
        }

        @Override
        public void tick(long nowUs) {
            for (Consumer<ClientPort> order = orders.poll(); order != null; order = orders.poll()) {
                order.accept(client);
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
