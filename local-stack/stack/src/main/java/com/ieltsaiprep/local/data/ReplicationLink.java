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

/** Replication link: applies the writes of one region in another, in a thread of its own. */
final class ReplicationLink implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(ReplicationLink.class);

    /** Backpressure: further writers block. */
    private static final int CAPACITY = 100_000;

    private static final int MAX_BATCH = 25;
    private static final long RETRY_DELAY_MS = 200;

    private final Region from;
    private final Region to;
    private final Replicator replicator;
    private final ReplicationLag lag;
    private final BlockingQueue<ItemChange> queue = new LinkedBlockingQueue<>(CAPACITY);
    private final AtomicInteger pending = new AtomicInteger();

    ReplicationLink(Region from, Region to, Replicator replicator, ReplicationLag lag) {
        this.from = from;
        this.to = to;
        this.replicator = replicator;
        this.lag = lag;
    }

    /** Queues a write; blocks while the queue is full. */
    void enqueue(ItemChange change) {
        pending.incrementAndGet();
        try {
            queue.put(change);
        } catch (InterruptedException _) {
            pending.decrementAndGet();
            Thread.currentThread().interrupt();
        }
    }

    /** Returns how many writes have not been applied yet. */
    int pendingWrites() {
        return pending.get();
    }

    @Override
    public void run() {
        try {
            while (true) {
                ItemChange first = queue.take();
                lag.await(first.atNs(), from, Set.of(to));
                List<ItemChange> batch = batch(first);
                apply(first.table(), batch);
                pending.addAndGet(-batch.size());
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Collects a write and those queued behind it that are for the same table and due. */
    private List<ItemChange> batch(ItemChange first) {
        List<ItemChange> batch = new ArrayList<>(List.of(first));
        @Nullable ItemChange next = queue.peek();
        while (next != null
                && batch.size() < MAX_BATCH
                && next.table().equals(first.table())
                && lag.isDue(next.atNs(), from, to)) {
            batch.add(queue.remove());
            next = queue.peek();
        }
        return batch;
    }

    private void apply(String table, List<ItemChange> batch) throws InterruptedException {
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
                Thread.sleep(RETRY_DELAY_MS);
            }
        }
    }
}
