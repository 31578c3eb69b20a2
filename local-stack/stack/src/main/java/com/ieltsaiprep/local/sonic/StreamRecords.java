package com.ieltsaiprep.local.sonic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stream records: keeps those of the newest thousand streams, with 512 MiB of audio in all.
 * Thread-safe.
 *
 * <p>The oldest closed ones make room for new ones.
 */
final class StreamRecords {
    private static final int MAX_RECORDS = 1_000;
    private static final long MAX_PCM_BYTES = 512L << 20;

    private final AtomicLong pcmBudget = new AtomicLong(MAX_PCM_BYTES);
    private final List<StreamRecord> records = new ArrayList<>();
    private int opened;

    synchronized StreamRecord create() {
        while (records.size() >= MAX_RECORDS || pcmBudget.get() < MAX_PCM_BYTES / 4) {
            Optional<StreamRecord> oldest =
                    records.stream().filter(StreamRecord::isClosed).findFirst();
            if (oldest.isEmpty()) {
                break;
            }
            remove(oldest.get());
        }
        StreamRecord record = new StreamRecord("stream-" + ++opened, pcmBudget);
        records.add(record);
        return record;
    }

    synchronized List<StreamRecord> all() {
        return List.copyOf(records);
    }

    /** Deletes the records of closed streams. */
    synchronized void removeClosed() {
        records.stream().filter(StreamRecord::isClosed).toList().forEach(this::remove);
    }

    private void remove(StreamRecord record) {
        pcmBudget.addAndGet(record.summary().pcmBytes());
        records.remove(record);
    }
}
