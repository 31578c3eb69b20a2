package com.ieltsaiprep.local.check;

import com.ieltsaiprep.local.client.StackUnavailableException;
import com.ieltsaiprep.local.control.StackClient;

import java.io.IOException;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs misbehaving clients over and over until it is closed. */
final class BadNeighbours implements AutoCloseable {
    private static final long PAUSE_MS = 200;

    private final StackClient client;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger misbehaviours = new AtomicInteger();
    private volatile boolean running = true;

    /** Starts a number of clients for each kind of misbehaviour. */
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

    /** Returns how often a client has misbehaved. */
    int misbehaviours() {
        return misbehaviours.get();
    }

    @Override
    public void close() {
        running = false;
        threads.shutdownNow();
        threads.close();
    }

    private void misbehave(ClientMisbehaviour misbehaviour, Random random) {
        while (running) {
            try {
                misbehaveOnce(misbehaviour, random);
                Thread.sleep(PAUSE_MS);
            } catch (InterruptedException _) {
                return;
            }
        }
    }

    private void misbehaveOnce(ClientMisbehaviour misbehaviour, Random random)
            throws InterruptedException {
        try (RawSocket socket = new RawSocket(client.ticket())) {
            misbehaviours.incrementAndGet();
            misbehaviour.perform(socket, random, () -> running);
        } catch (IOException | StackUnavailableException _) {
            // The gateway is meant to close the connections of such a client.
        }
    }
}
