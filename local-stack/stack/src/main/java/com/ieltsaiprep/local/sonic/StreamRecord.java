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
     * Timeline entry of a stream: a moment in the dialogue between the user and Maya, the examiner.
     *
     * @param kind kind of moment: {@code voiceOnset} and {@code voiceEnd} are the beginning and the
     *     end of the user's speech; {@code firstAudio}, {@code replyGenerated} and {@code
     *     interrupted} are the first audio, the end of the generation and the interruption of a
     *     reply of Maya
     * @param turn number of Maya's latest reply, from 1; 0 before her first reply
     * @param atUs time of the moment by the wall clock, µs since 1970
     */
    public record Mark(String kind, int turn, long atUs) {}

    /**
     * Entry in the event log of a stream: one event, or several successive events that have the
     * same name and direction.
     *
     * @param direction {@code in} for events from the client, {@code out} for events to the client
     * @param name name of the events in the protocol of Nova Sonic, such as {@code audioInput}
     * @param count number of successive events that this entry stands for
     */
    public record Event(String direction, String name, int count) {}

    /**
     * Transcript entry of a stream: words of Maya, the examiner, or of the user.
     *
     * @param turn number of Maya's latest reply, from 1; 0 before her first reply
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
     * @param promptName name that the client has given to its prompt; until then, {@code stream-}
     *     and a number
     * @param openedAtUs time of opening by the wall clock, µs since 1970
     * @param closedAtUs time of closing by the wall clock, µs since 1970; 0 while the stream is
     *     open
     * @param end why the stream ended: {@code completed}, {@code clientReset}, {@code clientEnded},
     *     {@code connectionLost}, the name of the exception that the stand-in sent, or {@code
     *     reset} or {@code ended} by an injected fault; empty while the stream is open
     * @param turns number of the latest reply of Maya, the examiner, from 1; 0 before her first
     *     reply
     * @param pcmBytes size of the recorded audio, bytes
     */
    public record Summary(
            String promptName,
            long openedAtUs,
            long closedAtUs,
            String end,
            int turns,
            long pcmBytes) {}

    /**
     * Returns the current summary of this stream: prompt name, times of opening and closing, why
     * the stream ended, and how much was recorded.
     */
    public synchronized Summary summary() {
        return new Summary(promptName, openedAtUs, closedAtUs, end, turns, pcmBytes);
    }

    synchronized boolean isClosed() {
        return closedAtUs > 0;
    }

    /**
     * Returns a copy of this stream's timeline so far: when the user began and stopped speaking,
     * and when each reply of Maya, the examiner, was first audible, was completely generated or was
     * interrupted.
     */
    public synchronized List<Mark> marks() {
        return List.copyOf(marks);
    }

    /**
     * Returns a copy of this stream's events so far, in the order in which they were received and
     * sent; successive events of the same name and direction form one entry.
     */
    public synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /**
     * Returns a copy of this stream's transcript so far, in order: the replies of Maya, the
     * examiner, and the words that the Nova Sonic stand-in made up for the user's speech.
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
