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
 * What clients write in one region, on its way to the others. It is collected from the streams not
 * before it is due somewhere: many writes in one reading, and no client waits for that. Runs in a
 * thread of its own.
 */
final class RegionFeed implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(RegionFeed.class);

    /** A client that writes more waits. */
    private static final int CAPACITY = 100_000;

    private static final long PAUSE_MS = 200;

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

    /** Begins, in threads of its own. */
    void open(Executor threads) {
        threads.execute(this);
        links.forEach(threads::execute);
    }

    /** A client has written in a table; it waits if too many have. */
    void written(Replica replica, long atNs) {
        try {
            queue.put(new Write(replica, atNs));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Sends what was collected to the other regions. */
    void send(List<ItemChange> changes) {
        links.forEach(link -> changes.forEach(link::send));
    }

    /** How many writes have left and not arrived; a write counts once for each other region. */
    int underWay() {
        return links.stream().mapToInt(ReplicationLink::underWay).sum();
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
                replica.collect(this::send);
                return;
            } catch (RuntimeException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                LOG.warn("collection={} failed={}", region.awsName(), e.toString());
                Thread.sleep(PAUSE_MS);
            }
        }
    }
}
