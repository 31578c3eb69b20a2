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
    private final AtomicInteger misdeeds = new AtomicInteger();
    private volatile boolean going = true;

    /** Starts so many of each kind. */
    BadNeighbours(StackClient client, int ofEachKind) {
        this.client = client;
        long seed = 0;
        for (Misdeed misdeed : Misdeed.values()) {
            for (int i = 0; i < ofEachKind; i++) {
                Random random = new Random(seed++);
                threads.execute(() -> misbehave(misdeed, random));
            }
        }
    }

    /** How often a connection was misused so far. */
    int misdeeds() {
        return misdeeds.get();
    }

    @Override
    public void close() {
        going = false;
        threads.shutdownNow();
        threads.close();
    }

    private void misbehave(Misdeed misdeed, Random random) {
        while (going) {
            try {
                once(misdeed, random);
                Thread.sleep(PAUSE_MS);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void once(Misdeed misdeed, Random random) throws InterruptedException {
        try (RawSocket socket = new RawSocket(client.ticket())) {
            misdeeds.incrementAndGet();
            misdeed.commit(socket, random, () -> going);
        } catch (IOException | StackUnavailableException _) {
            // Being thrown out is what a bad neighbour is for.
        }
    }
}
