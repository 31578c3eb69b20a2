package com.ieltsaiprep.local.sonic;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Record of one stream of the Nova Sonic stand-in: its audio, events, transcript and times, in
 * memory for tests. Thread-safe.
 *
 * <p>It keeps at most 20 minutes of audio at 16 kHz, and 20,000 marks, events and transcript lines
 * each; what exceeds that is dropped.
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
     * Timeline entry of a stream: a moment in the dialogue of the user and Maya, the examiner.
     *
     * @param kind {@code voiceOnset} or {@code voiceEnd} of the user's speech; {@code firstAudio},
     *     {@code replyGenerated} or {@code interrupted} of a reply of Maya's
     * @param turn number of Maya's latest reply, from 1; 0 before the first
     * @param atUs wall clock, microseconds since 1970
     */
    public record Mark(String kind, int turn, long atUs) {}

    /**
     * Run of successive events of one name and direction on a stream.
     *
     * @param direction {@code in} if received from the client, {@code out} if sent to it
     * @param name name of the events on the wire, such as {@code audioInput}
     * @param count number of events in the run
     */
    public record Event(String direction, String name, int count) {}

    /**
     * Transcript entry of a stream: words of Maya, the examiner, or of the user.
     *
     * @param turn number of Maya's latest reply, from 1; 0 before the first
     * @param role {@code ASSISTANT} for Maya, {@code USER} for the user
     * @param text words of Maya's reply, or words that the stand-in made up for the user's speech
     */
    public record TranscriptLine(int turn, String role, String text) {
        @Override
        public String toString() {
            return "TranscriptLine[%d, %s, %d characters]".formatted(turn, role, text.length());
        }
    }

    /**
     * Summary of the record of a stream.
     *
     * @param promptName name that the client gave to its prompt; {@code stream-} with a number
     *     before that
     * @param openedAtUs wall clock, microseconds since 1970
     * @param closedAtUs wall clock, microseconds since 1970; 0 while the stream is open
     * @param end why the stream ended: {@code completed}, {@code clientReset}, {@code clientEnded},
     *     {@code connectionLost}, the exception that was sent, or {@code reset} or {@code ended} by
     *     an injected fault; empty while the stream is open
     * @param turns number of Maya's latest reply, from 1; 0 before the first
     * @param pcmBytes size of the recorded audio
     */
    public record Summary(
            String promptName,
            long openedAtUs,
            long closedAtUs,
            String end,
            int turns,
            long pcmBytes) {}

    /**
     * Returns the present summary of this stream: prompt name, times of opening and closing, why
     * the stream ended, and how much was recorded.
     */
    public synchronized Summary summary() {
        return new Summary(promptName, openedAtUs, closedAtUs, end, turns, pcmBytes);
    }

    synchronized boolean isClosed() {
        return closedAtUs > 0;
    }

    /**
     * Returns a copy of this stream's timeline so far: when the user spoke, and when Maya's replies
     * began, were generated or were interrupted.
     */
    public synchronized List<Mark> marks() {
        return List.copyOf(marks);
    }

    /**
     * Returns a copy of this stream's events so far, in the order in which they were received and
     * sent; successive events of the same name form one entry.
     */
    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /**
     * Returns a copy of this stream's transcript so far, in order: Maya's replies, and the words
     * that the stand-in made up for the user's speech.
     */
    public synchronized List<TranscriptLine> transcript() {
        return List.copyOf(transcript);
    }

    /**
     * Returns a copy of the audio that this stream has received from the client so far: PCM16 mono
     * little-endian at the client's sample rate, without a file header.
     */
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
