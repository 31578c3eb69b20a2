package com.ieltsaiprep.local.check;

import com.ieltsaiprep.local.candidate.StackClient;
import com.ieltsaiprep.local.candidate.StackUnavailableException;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that misbehave again and again until this is closed. */
final class BadNeighbours implements AutoCloseable {
    private static final long PAUSE_MS = 200;

    private final StackClient client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger misbehaviours = new AtomicInteger();
    private volatile boolean going = true;

    /** Starts so many of each kind. */
    BadNeighbours(StackClient client, int ofEachKind) {
        this.client = client;
        long seed = 0;
        for (ClientMisbehaviour misbehaviour : ClientMisbehaviour.values()) {
            for (int i = 0; i < ofEachKind; i++) {
                Random random = new Random(seed++);
                threads.execute(() -> misbehave(misbehaviour, random));
            }
        }
    }

    /** How often a connection was misused so far. */
    int misbehaviours() {
        return misbehaviours.get();
    }

    @Override
    public void close() {
        going = false;
        threads.shutdownNow();
        threads.close();
    }

    private void misbehave(ClientMisbehaviour misbehaviour, Random random) {
        while (going) {
            try {
                once(misbehaviour, random);
                Thread.sleep(PAUSE_MS);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void once(ClientMisbehaviour misbehaviour, Random random) throws InterruptedException {
        try (RawSocket socket = new RawSocket(client.ticket())) {
            misbehaviours.incrementAndGet();
            misbehaviour.commit(socket, random, () -> going);
        } catch (IOException | StackUnavailableException _) {
            // Being thrown out is what a bad neighbour is for.
        }
    }
}
