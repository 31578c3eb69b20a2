package com.ieltsaiprep.local.sonic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The records of a stand-in's streams: a thousand, with 512 MiB of audio in all; the oldest that
 * are closed make room for new ones. Safe for many threads.
 */
final class StreamRecords {
    private static final int MOST = 1_000;
    private static final long KEPT_PCM_BYTES = 512L << 20;

    private final AtomicLong room = new AtomicLong(KEPT_PCM_BYTES);
    private final List<StreamRecord> records = new ArrayList<>();
    private int opened;

    synchronized StreamRecord open() {
        while (records.size() >= MOST || room.get() < KEPT_PCM_BYTES / 4) {
            Optional<StreamRecord> oldest =
                    records.stream().filter(StreamRecord::isClosed).findFirst();
            if (oldest.isEmpty()) {
                break;
            }
            drop(oldest.get());
        }
        StreamRecord record = new StreamRecord("stream-" + ++opened, room);
        records.add(record);
        return record;
    }

    synchronized List<StreamRecord> all() {
        return List.copyOf(records);
    }

    /** Forgets what is closed. */
    synchronized void forget() {
        records.stream().filter(StreamRecord::isClosed).toList().forEach(this::drop);
    }

    private void drop(StreamRecord record) {
        room.addAndGet(record.summary().pcmBytes());
        records.remove(record);
    }
}
