package com.ieltsaiprep.local.data;

import com.ieltsaiprep.common.Region;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Carries what is written in one region to another. Runs in a thread of its own. */
final class ReplicationLink implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ReplicationLink.class);

    /** A client that writes more waits. */
    private static final int CAPACITY = 100_000;

    private static final int MOST_AT_A_TIME = 25;
    private static final long PAUSE_MS = 200;

    private final Region from;
    private final Region to;
    private final Replicator replicator;
    private final ReplicationLag lag;
    private final BlockingQueue<ItemChange> queue = new LinkedBlockingQueue<>(CAPACITY);
    private final AtomicInteger underWay = new AtomicInteger();

    ReplicationLink(Region from, Region to, Replicator replicator, ReplicationLag lag) {
        this.from = from;
        this.to = to;
        this.replicator = replicator;
        this.lag = lag;
    }

    /** Takes a write; waits if too many are under way. */
    void send(ItemChange change) {
        underWay.incrementAndGet();
        try {
            queue.put(change);
        } catch (InterruptedException _) {
            underWay.decrementAndGet();
            Thread.currentThread().interrupt();
        }
    }

    /** How many writes have not arrived. */
    int underWay() {
        return underWay.get();
    }

    @Override
    public void run() {
        try {
            while (true) {
                ItemChange first = queue.take();
                lag.await(first.atNs(), from, Set.of(to));
                List<ItemChange> batch = batch(first);
                carry(first.table(), batch);
                underWay.addAndGet(-batch.size());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** A write, and those behind it that are of the same table and due. */
    private List<ItemChange> batch(ItemChange first) {
        List<ItemChange> batch = new ArrayList<>(List.of(first));
        @Nullable ItemChange next = queue.peek();
        while (next != null
                && batch.size() < MOST_AT_A_TIME
                && next.table().equals(first.table())
                && lag.isDue(next.atNs(), from, to)) {
            batch.add(queue.remove());
            next = queue.peek();
        }
        return batch;
    }

    private void carry(String table, List<ItemChange> batch) throws InterruptedException {
        while (true) {
            try {
                replicator.apply(to, table, batch);
                return;
            } catch (RuntimeException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                LOG.warn(
                        "replication={}->{} failed={}", from.awsName(), to.awsName(), e.toString());
                Thread.sleep(PAUSE_MS);
            }
        }
    }
}
