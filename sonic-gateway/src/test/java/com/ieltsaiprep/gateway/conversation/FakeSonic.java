package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.conversation.port.SonicListener;
import com.ieltsaiprep.gateway.conversation.port.SonicPort;
import com.ieltsaiprep.gateway.conversation.port.SonicStream;
import com.ieltsaiprep.gateway.sonic.event.SonicInput;

import java.util.ArrayList;
import java.util.List;

/** Fake Nova Sonic, whose streams a test drives by hand. */
final class FakeSonic implements SonicPort {
    final List<Stream> streams = new ArrayList<>();

    static final class Stream implements SonicStream {
        final RetrySchedule retrySchedule;
        final SonicListener listener;
        final List<SonicInput> sent = new ArrayList<>();
        long demand = Long.MAX_VALUE;
        long requested;
        boolean finished;
        boolean cancelled;

        Stream(RetrySchedule retrySchedule, SonicListener listener) {
            this.retrySchedule = retrySchedule;
            this.listener = listener;
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
        public void request(long count) {
            requested += count;
        }

        @Override
        public void finish() {
            finished = true;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        int sentAudioBytes() {
            return sent(SonicInput.Audio.class).stream().mapToInt(it -> it.pcm().length).sum();
        }

        <E extends SonicInput> List<E> sent(Class<E> type) {
            return sent.stream().filter(type::isInstance).map(type::cast).toList();
        }
    }

    @Override
    public SonicStream open(RetrySchedule retrySchedule, SonicListener listener) {
        Stream stream = new Stream(retrySchedule, listener);
        streams.add(stream);
        return stream;
    }

    Stream newest() {
        return streams.getLast();
    }
}
