package com.ieltsaiprep.local.candidate;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.wire.JsonValues;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Client of the control API of the Sonic stand-in, the local replacement of Amazon Nova Sonic:
 * reads the records of its streams, deletes them and changes its settings. Blocks; thread-safe.
 * Each method throws {@link StackUnavailableException} if the stand-in does not answer.
 */
public final class SonicControl {
    private final StackHttpClient http;
    private final URI address;

    SonicControl(StackHttpClient http, URI address) {
        this.http = http;
        this.address = address;
    }

    /**
     * Stream of a conversation to the Sonic stand-in, the local replacement of Amazon Nova Sonic,
     * as the stand-in recorded it.
     *
     * @param name prompt name that the gateway gave: the session id, the generation of the
     *     conversation's ownership and the number of the stream, joined by hyphens
     * @param openedAtUs time of its opening, µs since 1970
     * @param closedAtUs time of its end, µs since 1970; 0 while it is open
     * @param end way in which it ended, such as {@code completed} or {@code connectionLost}; empty
     *     while it is open
     * @param pcmBytes microphone audio that the stand-in recorded, bytes of PCM16
     */
    public record Stream(String name, long openedAtUs, long closedAtUs, String end, long pcmBytes) {
        boolean isOf(String sessionId) {
            return name.startsWith(sessionId + "-");
        }
    }

    /**
     * Sentence in the transcript of a stream, spoken by Maya (the AI examiner) or by the candidate.
     *
     * @param turn number of the reply on the stream to which the sentence belongs, from 1
     * @param role speaker: {@code ASSISTANT} for Maya, {@code USER} for the candidate
     * @param text words of the sentence
     */
    public record TranscriptEntry(int turn, String role, String text) {}

    /**
     * Returns all streams that the Sonic stand-in has recorded, open and closed, by time of
     * opening. Blocks.
     */
    public List<Stream> streams() {
        List<Stream> streams = new ArrayList<>();
        for (JsonNode stream : http.getJson(at("/streams"))) {
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
     * Returns the streams of a conversation that the Sonic stand-in has recorded, by time of
     * opening; empty if there are none. Blocks.
     */
    public List<Stream> streams(String sessionId) {
        return streams().stream().filter(stream -> stream.isOf(sessionId)).toList();
    }

    /**
     * Returns the timestamped events that the Sonic stand-in has recorded on all streams of a
     * conversation, one stream after the other. Blocks.
     */
    public List<TimelineMark> marks(String sessionId) {
        List<TimelineMark> marks = new ArrayList<>();
        for (Stream stream : streams(sessionId)) {
            for (JsonNode mark : http.getJson(at("/streams/" + stream.name() + "/marks"))) {
                marks.add(new TimelineMark(mark.path("kind").asText(), mark.path("atUs").asLong()));
            }
        }
        return List.copyOf(marks);
    }

    /**
     * Returns the sentences that the Sonic stand-in has spoken and recognised on a stream, in
     * order. Blocks.
     */
    public List<TranscriptEntry> transcript(Stream stream) {
        List<TranscriptEntry> all = new ArrayList<>();
        for (JsonNode entry : http.getJson(at("/streams/" + stream.name() + "/said"))) {
            all.add(
                    new TranscriptEntry(
                            entry.path("turn").asInt(),
                            entry.path("role").asText(),
                            entry.path("text").asText()));
        }
        return List.copyOf(all);
    }

    /**
     * Sends a setting to the Sonic stand-in by an HTTP PUT request, for example what Maya, the AI
     * examiner, is to say. Blocks.
     *
     * @param path absolute path in the control API, such as {@code /script}
     * @param value object that is sent as JSON
     */
    public void put(String path, Object value) {
        http.exchange("PUT", at(path), JsonValues.write(value));
    }

    /**
     * Deletes the Sonic stand-in's records of closed streams, with their audio. The stand-in also
     * starts again with the first of the sentences that it was given to transcribe. Blocks.
     */
    public void forgetStreams() {
        http.exchange("DELETE", at("/streams"), null);
    }

    private URI at(String path) {
        return address.resolve(path);
    }
}
