package com.ieltsaiprep.gateway.sonic.bedrock;

import com.ieltsaiprep.gateway.conversation.port.SonicListener;
import com.ieltsaiprep.gateway.conversation.port.SonicStream;
import com.ieltsaiprep.gateway.conversation.port.StreamEnd;
import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Listener that records its callbacks in words, and the threads they came on. */
class RecordingListener implements SonicListener {
    /** Set in the turn of the event loop that opens the stream, before the first callback. */
    final CompletableFuture<SonicStream> stream = new CompletableFuture<>();

    final List<String> callbacks = new CopyOnWriteArrayList<>();
    final List<SonicOutput> events = new CopyOnWriteArrayList<>();
    final List<Integer> delays = new CopyOnWriteArrayList<>();
    final List<String> threads = new CopyOnWriteArrayList<>();
    final CompletableFuture<StreamEnd> closed = new CompletableFuture<>();
    final CompletableFuture<Void> opened = new CompletableFuture<>();
    final AtomicInteger demands = new AtomicInteger();

    /** Waits for the end of the stream. */
    StreamEnd end() {
        return closed.orTimeout(10, TimeUnit.SECONDS).join();
    }

    private void record(String what) {
        callbacks.add(what);
        String thread = Thread.currentThread().getName();
        if (!threads.contains(thread)) {
            threads.add(thread);
        }
    }

    @Override
    public void onConnecting(int attempt, long nowUs) {
        record("connecting " + attempt);
    }

    @Override
    public void onRetry(int attempt, int delayMs, StreamEnd.Failure failure, long nowUs) {
        delays.add(delayMs);
        record("retry " + attempt + " after " + failure.cause());
    }

    @Override
    public void onOpen(long nowUs) {
        record("open");
        opened.complete(null);
    }

    @Override
    public void onEvent(SonicOutput event, long nowUs) {
        events.add(event);
    }

    @Override
    public void onDemand(long nowUs) {
        demands.incrementAndGet();
    }

    @Override
    public void onClosed(StreamEnd end, long nowUs) {
        record("closed");
        closed.complete(end);
    }
}
