package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.common.MonotonicClock;
import com.ieltsaiprep.gateway.capsule.History;
import com.ieltsaiprep.gateway.capsule.PlaintextCapsuleSeal;
import com.ieltsaiprep.gateway.conversation.ConversationFactory;
import com.ieltsaiprep.gateway.conversation.ConversationSettings;
import com.ieltsaiprep.gateway.conversation.FakeOwnershipRegistry;
import com.ieltsaiprep.gateway.conversation.LocalConversations;
import com.ieltsaiprep.gateway.conversation.RecordingObserver;
import com.ieltsaiprep.gateway.conversation.RotationSchedule;
import com.ieltsaiprep.gateway.conversation.SonicListener;
import com.ieltsaiprep.gateway.conversation.SonicPort;
import com.ieltsaiprep.gateway.conversation.SonicStream;
import com.ieltsaiprep.gateway.conversation.StreamEnd;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.ContentType;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.Role;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput.StopReason;

import io.vertx.core.Context;

import org.jspecify.annotations.Nullable;

import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.ObjLongConsumer;

/**
 * The real core over streams that a test opens, speaks on and breaks by hand. Orders are carried
 * out one after the other on the event loop.
 */
final class ScriptedSonic implements ConversationFactoryProvider, SonicPort {
    private final BlockingQueue<Stream> opened = new LinkedBlockingQueue<>();
    final FakeOwnershipRegistry registry = new FakeOwnershipRegistry();
    private final MonotonicClock clock;
    private volatile @Nullable Context context;

    ScriptedSonic(MonotonicClock clock) {
        this.clock = clock;
    }

    @Override
    public ConversationFactory forLoop(Context context) {
        this.context = context;
        return new LocalConversations(
                new ConversationSettings("amy", RotationSchedule.DEFAULT, History.Limits.DEFAULT),
                this,
                registry,
                new PlaintextCapsuleSeal(),
                new RecordingObserver());
    }

    @Override
    public SonicStream open(RetrySchedule retrySchedule, SonicListener listener) {
        Stream stream = new Stream(listener);
        opened.add(stream);
        return stream;
    }

    /** The next stream that was opened. */
    Stream next() throws Exception {
        return FakeConversationFactory.take(opened);
    }

    final class Stream implements SonicStream {
        volatile long demand = Long.MAX_VALUE;
        private final SonicListener listener;
        private final BlockingQueue<SonicInput> sent = new LinkedBlockingQueue<>();

        private Stream(SonicListener listener) {
            this.listener = listener;
        }

        void order(ObjLongConsumer<SonicListener> order) {
            Objects.requireNonNull(context)
                    .runOnContext(_ -> order.accept(listener, clock.nowUs()));
        }

        void live() {
            order((to, nowUs) -> to.onConnecting(1, nowUs));
            order(SonicListener::onOpen);
        }

        void fail(StreamEnd.Failure failure) {
            order((to, nowUs) -> to.onClosed(failure, nowUs));
        }

        void tell(SonicOutput event) {
            order((to, nowUs) -> to.onEvent(event, nowUs));
        }

        void text(Role role, SonicOutput.Stage stage, String words) {
            tell(new SonicOutput.TextStart("t", role, stage));
            tell(new SonicOutput.Text("t", role, words));
            tell(new SonicOutput.ContentEnd("t", ContentType.TEXT, StopReason.PARTIAL_TURN));
        }

        /** Maya begins a reply of this length and does not end it. */
        void speak(String words, int ms) {
            text(Role.ASSISTANT, SonicOutput.Stage.SPECULATIVE, words);
            tell(new SonicOutput.AudioStart("k"));
            tell(new SonicOutput.Audio("k", new byte[ms * AudioFrame.DOWNLINK_BYTES_PER_MS]));
        }

        /** Maya says something from beginning to end. */
        void reply(String words, int ms) {
            speak(words, ms);
            tell(new SonicOutput.ContentEnd("k", ContentType.AUDIO, StopReason.END_TURN));
            text(Role.ASSISTANT, SonicOutput.Stage.FINAL, words);
        }

        /** Waits until an event of this type was sent. */
        <E extends SonicInput> E sent(Class<E> type) throws Exception {
            SonicInput event = FakeConversationFactory.take(sent);
            while (!type.isInstance(event)) {
                event = FakeConversationFactory.take(sent);
            }
            return type.cast(event);
        }

        @Override
        public long demand() {
            return demand;
        }

        @Override
        public void send(SonicInput event) {
            sent.add(event);
        }

        @Override
        public void request(long count) {}

        @Override
        public void finish() {
            order((to, nowUs) -> to.onClosed(new StreamEnd.Completed(), nowUs));
        }

        @Override
        public void cancel() {
            finish();
        }
    }
}
