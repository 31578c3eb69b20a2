package com.ieltsaiprep.local.data;

import com.ieltsaiprep.common.Region;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Region feed: sends the writes of one region's clients to the other regions, in a thread of its
 * own.
 *
 * <p>It reads the streams no sooner than a write is due somewhere, so that one read returns many
 * writes and no client waits for it.
 */
final class RegionFeed implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(RegionFeed.class);

    /** Backpressure: further writers block. */
    private static final int CAPACITY = 100_000;

    private static final long RETRY_DELAY_MS = 200;

    private final Region region;
    private final Set<Region> others;
    private final List<ReplicationLink> links;
    private final ReplicationLag lag;
    private final BlockingQueue<Write> queue = new LinkedBlockingQueue<>(CAPACITY);

    private record Write(Replica replica, long atNs) {}

    RegionFeed(Region region, Replicator replicator, ReplicationLag lag) {
        this.region = region;
        this.others = EnumSet.complementOf(EnumSet.of(region));
        this.links =
                others.stream()
                        .map(other -> new ReplicationLink(region, other, replicator, lag))
                        .toList();
        this.lag = lag;
    }

    /** Starts the feed and its links in threads of their own. */
    void start(Executor threads) {
        threads.execute(this);
        links.forEach(threads::execute);
    }

    /** Notes that a client has written to a table; blocks while the queue is full. */
    void onWrite(Replica replica, long atNs) {
        try {
            queue.put(new Write(replica, atNs));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Queues collected changes for the other regions. */
    void enqueue(List<ItemChange> changes) {
        links.forEach(link -> changes.forEach(link::enqueue));
    }

    /**
     * Returns the number of writes that have left and not arrived, counted once per destination.
     */
    int pendingWrites() {
        return links.stream().mapToInt(ReplicationLink::pendingWrites).sum();
    }

    @Override
    public void run() {
        try {
            while (true) {
                Write first = queue.take();
                lag.await(first.atNs, region, others);
                collect(first.replica);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void collect(Replica replica) throws InterruptedException {
        while (true) {
            try {
                replica.collect(this::enqueue);
                return;
            } catch (RuntimeException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                LOG.warn("collection={} failed={}", region.awsName(), e.toString());
                Thread.sleep(RETRY_DELAY_MS);
            }
        }
    }
}
