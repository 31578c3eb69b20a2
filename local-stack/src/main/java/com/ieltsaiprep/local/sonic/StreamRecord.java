package com.ieltsaiprep.local.sonic;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Record of one stream, in memory, limited to 20 minutes of audio and 20,000 entries. Thread-safe.
 */
public final class StreamRecord {
    private static final int MAX_PCM_BYTES = 20 * 60 * 32_000;
    private static final int MAX_ENTRIES = 20_000;

    private final long openedAtUs = nowUs();
    private final List<byte[]> pcm = new ArrayList<>();
    private final List<Mark> marks = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();
    private final List<TranscriptLine> transcript = new ArrayList<>();
    private final AtomicLong pcmBudget;
    private String promptName;
    private String end = "";
    private long closedAtUs;
    private long pcmBytes;
    private int turns;

    /**
     * Creates a record with a provisional name until the client has given one.
     *
     * @param pcmBudget how many bytes of audio all records together may still keep
     */
    StreamRecord(String provisionalName, AtomicLong pcmBudget) {
        promptName = provisionalName;
        this.pcmBudget = pcmBudget;
    }

    /**
     * Moment on the timeline.
     *
     * @param kind {@code voiceOnset}, {@code voiceEnd}, {@code firstAudio}, {@code interrupted},
     *     {@code replyGenerated}
     * @param turn of Maya's replies, from 1
     * @param atUs wall clock, microseconds since 1970
     */
    public record Mark(String kind, int turn, long atUs) {}

    /**
     * Run of events of the same name.
     *
     * @param direction {@code in} or {@code out}
     */
    public record Event(String direction, String name, int count) {}

    /** Transcript entry: a text that Maya spoke or recognized. */
    public record TranscriptLine(int turn, String role, String text) {
        @Override
        public String toString() {
            return "TranscriptLine[%d, %s, %d characters]".formatted(turn, role, text.length());
        }
    }

    /**
     * Summary of a stream.
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

    /** Returns the summary. */
    public synchronized Summary summary() {
        return new Summary(promptName, openedAtUs, closedAtUs, end, turns, pcmBytes);
    }

    synchronized boolean isClosed() {
        return closedAtUs > 0;
    }

    /** Returns the marks so far. */
    public synchronized List<Mark> marks() {
        return List.copyOf(marks);
    }

    /** Returns the events so far, in the order in which they were received and sent. */
    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /** Returns the transcript so far. */
    public synchronized List<TranscriptLine> transcript() {
        return List.copyOf(transcript);
    }

    /** Returns the received audio: PCM16 little-endian at the client's rate. */
    public synchronized byte[] pcm() {
        ByteArrayOutputStream all = new ByteArrayOutputStream((int) pcmBytes);
        pcm.forEach(all::writeBytes);
        return all.toByteArray();
    }

    synchronized void setPromptName(String name) {
        promptName = name;
    }

    synchronized void addAudio(byte[] audio) {
        if (pcmBytes + audio.length <= MAX_PCM_BYTES && pcmBudget.get() >= audio.length) {
            pcmBudget.addAndGet(-audio.length);
            pcm.add(audio);
            pcmBytes += audio.length;
        }
    }

    synchronized void mark(String kind, int turn) {
        turns = Math.max(turns, turn);
        if (marks.size() < MAX_ENTRIES) {
            marks.add(new Mark(kind, turn, nowUs()));
        }
    }

    synchronized void addEvent(String direction, String name) {
        Event last = events.isEmpty() ? new Event("", "", 0) : events.getLast();
        if (last.direction.equals(direction) && last.name.equals(name)) {
            events.set(events.size() - 1, new Event(direction, name, last.count + 1));
        } else if (events.size() < MAX_ENTRIES) {
            events.add(new Event(direction, name, 1));
        }
    }

    synchronized void addTranscript(int turn, String role, String text) {
        if (transcript.size() < MAX_ENTRIES) {
            transcript.add(new TranscriptLine(turn, role, text));
        }
    }

    /** Marks the stream as closed; only the first reason counts. */
    synchronized void markClosed(String reason) {
        if (closedAtUs == 0) {
            closedAtUs = nowUs();
            end = reason;
        }
    }

    private static long nowUs() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    }
}
