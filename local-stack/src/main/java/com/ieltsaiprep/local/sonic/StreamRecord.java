package com.ieltsaiprep.local.sonic;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What happened on one stream, in memory and bounded: what is over 20 minutes of audio or 20,000
 * entries is not kept. Safe for many threads.
 */
public final class StreamRecord {
    private static final int MOST_PCM_BYTES = 20 * 60 * 32_000;
    private static final int MOST_ENTRIES = 20_000;

    private final long openedAtUs = nowUs();
    private final List<byte[]> pcm = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<TranscriptLine> said = new ArrayList<>();
    private final AtomicLong room;
    private String promptName;
    private String end = "";
    private long closedAtUs;
    private long pcmBytes;
    private int turns;

    /**
     * Begins with a name for as long as the client has given none.
     *
     * @param room how many bytes of audio all records may still keep
     */
    StreamRecord(String provisionalName, AtomicLong room) {
        promptName = provisionalName;
        this.room = room;
    }

    /**
     * A moment.
     *
     * @param kind {@code voiceOnset}, {@code voiceEnd}, {@code firstAudio}, {@code interrupted},
     *     {@code replyGenerated}
     * @param turn of Maya's replies, from 1
     * @param atUs microseconds since 1970 of the wall clock
     */
    public record Mark(String kind, int turn, long atUs) {}

    /**
     * One or more events of the same name in a row.
     *
     * @param direction {@code in} or {@code out}
     */
    public record Event(String direction, String name, int count) {}

    /** What Maya said or heard. */
    public record TranscriptLine(int turn, String role, String text) {
        @Override
        public String toString() {
            return "Said[%d, %s, %d characters]".formatted(turn, role, text.length());
        }
    }

    /**
     * The stream at a glance.
     *
     * @param closedAtUs 0 while it is open
     * @param end empty while it is open; {@code completed}, a modelled exception, {@code
     *     clientReset}, {@code clientEnded}, {@code connectionLost}, or the name of a fault
     */
    public record Summary(
            String promptName,
            long openedAtUs,
            long closedAtUs,
            String end,
            int turns,
            long pcmBytes) {}

    /** The stream at a glance. */
    public synchronized Summary summary() {
        return new Summary(promptName, openedAtUs, closedAtUs, end, turns, pcmBytes);
    }

    synchronized boolean isClosed() {
        return closedAtUs > 0;
    }

    /** The moments so far. */
    public synchronized List<Mark> marks() {
        return List.copyOf(marks);
    }

    /** The events so far, in the order in which they were received and sent. */
    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /** The words so far. */
    public synchronized List<TranscriptLine> said() {
        return List.copyOf(said);
    }

    /** The audio heard: PCM16 little-endian at the rate of the client. */
    public synchronized byte[] pcm() {
        ByteArrayOutputStream all = new ByteArrayOutputStream((int) pcmBytes);
        pcm.forEach(all::writeBytes);
        return all.toByteArray();
    }

    synchronized void named(String name) {
        promptName = name;
    }

    synchronized void heard(byte[] audio) {
        if (pcmBytes + audio.length <= MOST_PCM_BYTES && room.get() >= audio.length) {
            room.addAndGet(-audio.length);
            pcm.add(audio);
            pcmBytes += audio.length;
        }
    }

    synchronized void mark(String kind, int turn) {
        turns = Math.max(turns, turn);
        if (marks.size() < MOST_ENTRIES) {
            marks.add(new Mark(kind, turn, nowUs()));
        }
    }

    synchronized void event(String direction, String name) {
        Event last = events.isEmpty() ? new Event("", "", 0) : events.getLast();
        if (last.direction.equals(direction) && last.name.equals(name)) {
            events.set(events.size() - 1, new Event(direction, name, last.count + 1));
        } else if (events.size() < MOST_ENTRIES) {
            events.add(new Event(direction, name, 1));
        }
    }

    synchronized void said(int turn, String role, String text) {
        if (said.size() < MOST_ENTRIES) {
            said.add(new TranscriptLine(turn, role, text));
        }
    }

    /** Only the first reason counts. */
    synchronized void closed(String reason) {
        if (closedAtUs == 0) {
            closedAtUs = nowUs();
            end = reason;
        }
    }

    private static long nowUs() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
