package com.ieltsaiprep.gateway.socket;

import com.ieltsaiprep.common.MonotonicClock;
import com.ieltsaiprep.gateway.capsule.History;
import com.ieltsaiprep.gateway.capsule.PlaintextCapsuleSeal;
import com.ieltsaiprep.gateway.conversation.ConversationSettings;
import com.ieltsaiprep.gateway.conversation.FakeOwnershipRegistry;
import com.ieltsaiprep.gateway.conversation.LocalConversations;
import com.ieltsaiprep.gateway.conversation.RecordingObserver;
import com.ieltsaiprep.gateway.conversation.RotationSchedule;
import com.ieltsaiprep.gateway.conversation.port.ConversationFactory;
import com.ieltsaiprep.gateway.conversation.port.SonicListener;
import com.ieltsaiprep.gateway.conversation.port.SonicPort;
import com.ieltsaiprep.gateway.conversation.port.SonicStream;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
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
 * Scripted Nova Sonic beneath real conversations: a test opens, feeds and breaks the streams. Its
 * steps run one after the other on the event loop.
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

    /** Waits for the next stream that is opened. */
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

        void onLoop(ObjLongConsumer<SonicListener> call) {
            Objects.requireNonNull(context).runOnContext(_ -> call.accept(listener, clock.nowUs()));
        }

        void live() {
            onLoop((to, nowUs) -> to.onConnecting(1, nowUs));
            onLoop(SonicListener::onOpen);
        }

        void fail(StreamEnd.Failure failure) {
            onLoop((to, nowUs) -> to.onClosed(failure, nowUs));
        }

        void emit(SonicOutput event) {
            onLoop((to, nowUs) -> to.onEvent(event, nowUs));
        }

        void text(Role role, SonicOutput.Stage stage, String words) {
            emit(new SonicOutput.TextStart("t", role, stage));
            emit(new SonicOutput.Text("t", role, words));
            emit(new SonicOutput.ContentEnd("t", ContentType.TEXT, StopReason.PARTIAL_TURN));
        }

        /** Begins a reply of a given length without its end. */
        void speak(String words, int ms) {
            text(Role.ASSISTANT, SonicOutput.Stage.SPECULATIVE, words);
            emit(new SonicOutput.AudioStart("k"));
            emit(new SonicOutput.Audio("k", new byte[ms * AudioFrame.DOWNLINK_BYTES_PER_MS]));
        }

        /** Sends a complete reply. */
        void reply(String words, int ms) {
            speak(words, ms);
            emit(new SonicOutput.ContentEnd("k", ContentType.AUDIO, StopReason.END_TURN));
            text(Role.ASSISTANT, SonicOutput.Stage.FINAL, words);
        }

        /** Waits until an event of a type was sent. */
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
            onLoop((to, nowUs) -> to.onClosed(new StreamEnd.Completed(), nowUs));
        }

        @Override
        public void cancel() {
            finish();
        }
    }
}
