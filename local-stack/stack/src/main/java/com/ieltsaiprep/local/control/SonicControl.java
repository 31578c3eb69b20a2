package com.ieltsaiprep.local.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.client.StackUnavailableException;
import com.ieltsaiprep.local.client.TimelineMark;
import com.ieltsaiprep.local.client.api.ApiClient;
import com.ieltsaiprep.local.json.JsonValues;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Client of the control API of the Sonic stand-in, the local replacement of Amazon Nova Sonic:
 * reads and deletes the records of its streams, and changes its settings. Each method blocks until
 * the stand-in responds, and throws {@link StackUnavailableException} if it does not respond.
 * Thread-safe.
 */
public final class SonicControl {
    private final ApiClient http;
    private final URI address;

    SonicControl(ApiClient http, URI address) {
        this.http = http;
        this.address = address;
    }

    /**
     * Stream of a conversation to the Sonic stand-in as the stand-in recorded it.
     *
     * @param name name that the gateway gave to the prompt of the stream: the session id, the
     *     fencing token with which the gateway owned the conversation, and the number of the
     *     stream, joined by hyphens
     * @param openedAtUs time when the stream was opened, µs since 1970
     * @param closedAtUs time when the stream ended, µs since 1970; 0 while the stream is open
     * @param end why the stream ended, such as {@code completed} or {@code connectionLost}; empty
     *     while the stream is open
     * @param pcmBytes microphone audio that the stand-in recorded, bytes of PCM16
     */
    public record Stream(String name, long openedAtUs, long closedAtUs, String end, long pcmBytes) {
        /** Returns whether a conversation has opened this stream. */
        public boolean isOf(String sessionId) {
            return name.startsWith(sessionId + "-");
        }
    }

    /**
     * Entry in the transcript of a stream: a sentence of Maya, or words that the Sonic stand-in
     * made up for the candidate's speech.
     *
     * @param turn number of Maya's latest reply on the stream, from 1; 0 before her first reply
     * @param role speaker: {@code ASSISTANT} for Maya, {@code USER} for the candidate
     * @param text words of the speaker
     */
    public record TranscriptEntry(int turn, String role, String text) {}

    /**
     * Returns all streams that the Sonic stand-in has recorded, open and closed, in the order in
     * which they were opened.
     */
    public List<Stream> streams() {
        List<Stream> streams = new ArrayList<>();
        for (JsonNode stream : http.json(at("/streams"))) {
            streams.add(
                    new Stream(
                            stream.path("promptName").asText(),
                            stream.path("openedAtUs").asLong(),
                            stream.path("closedAtUs").asLong(),
                            stream.path("end").asText(),
                            stream.path("pcmBytes").asLong()));
        }
        streams.sort(Comparator.comparingLong(Stream::openedAtUs));
        return List.copyOf(streams);
    }

    /**
     * Returns the streams of a conversation that the Sonic stand-in has recorded, in the order in
     * which they were opened; empty if the conversation had no stream.
     */
    public List<Stream> streams(String sessionId) {
        return streams().stream().filter(stream -> stream.isOf(sessionId)).toList();
    }

    /**
     * Returns the timestamped events that the Sonic stand-in has recorded on all streams of a
     * conversation: first the events of the oldest stream in order, then those of the next.
     */
    public List<TimelineMark> marks(String sessionId) {
        List<TimelineMark> marks = new ArrayList<>();
        for (Stream stream : streams(sessionId)) {
            for (JsonNode mark : http.json(at("/streams/" + stream.name() + "/marks"))) {
                marks.add(new TimelineMark(mark.path("kind").asText(), mark.path("atUs").asLong()));
            }
        }
        return List.copyOf(marks);
    }

    /**
     * Returns the transcript of a stream, in order: the sentences of Maya, and the words that the
     * Sonic stand-in made up for the candidate's speech.
     */
    public List<TranscriptEntry> transcript(Stream stream) {
        List<TranscriptEntry> all = new ArrayList<>();
        for (JsonNode entry : http.json(at("/streams/" + stream.name() + "/said"))) {
            all.add(
                    new TranscriptEntry(
                            entry.path("turn").asInt(),
                            entry.path("role").asText(),
                            entry.path("text").asText()));
        }
        return List.copyOf(all);
    }

    /**
     * Sends a setting to the Sonic stand-in by an HTTP PUT request, for example the script of Maya.
     *
     * @param path absolute path in the control API, such as {@code /script}
     * @param value object that is sent as JSON
     */
    public void put(String path, Object value) {
        http.request("PUT", at(path), Map.of(), JsonValues.write(value)).successful();
    }

    /**
     * Deletes the Sonic stand-in's records of closed streams, with their audio. The stand-in then
     * also starts again with the first of the words that it was given as transcript of the
     * candidate's speech.
     */
    public void forgetStreams() {
        http.request("DELETE", at("/streams"), Map.of(), new byte[0]).successful();
    }

    private URI at(String path) {
        return address.resolve(path);
    }
}
