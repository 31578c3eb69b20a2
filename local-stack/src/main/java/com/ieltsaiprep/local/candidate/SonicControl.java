package com.ieltsaiprep.local.candidate;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.wire.JsonValues;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Client of the Sonic stand-in's control API. Blocks; thread-safe. */
public final class SonicControl {
    private final StackHttpClient http;
    private final URI address;

    SonicControl(StackHttpClient http, URI address) {
        this.http = http;
        this.address = address;
    }

    /**
     * Stream of a conversation.
     *
     * @param name the gateway's prompt name: the session id, generation and number, with hyphens
     *     between
     * @param openedAtUs since the epoch, µs
     * @param closedAtUs 0 while it is open
     * @param end how it ended; empty while it is open
     */
    public record Stream(String name, long openedAtUs, long closedAtUs, String end, long pcmBytes) {
        boolean isOf(String sessionId) {
            return name.startsWith(sessionId + "-");
        }
    }

    /**
     * Sentence that Maya said or heard.
     *
     * @param turn of her replies on the stream, from 1
     */
    public record TranscriptEntry(int turn, String role, String text) {}

    /** Returns all streams that the stand-in remembers, by time of opening. */
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

    /** Returns the streams of a conversation, by time of opening. */
    public List<Stream> streams(String sessionId) {
        return streams().stream().filter(stream -> stream.isOf(sessionId)).toList();
    }

    /** Returns the marks on all streams of a conversation, stream by stream. */
    public List<TimelineMark> marks(String sessionId) {
        List<TimelineMark> marks = new ArrayList<>();
        for (Stream stream : streams(sessionId)) {
            for (JsonNode mark : http.getJson(at("/streams/" + stream.name() + "/marks"))) {
                marks.add(new TimelineMark(mark.path("kind").asText(), mark.path("atUs").asLong()));
            }
        }
        return List.copyOf(marks);
    }

    /** Returns the sentences of a stream, in order. */
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

    /** Sets a JSON value at a path, such as a script. */
    public void put(String path, Object value) {
        http.exchange("PUT", at(path), JsonValues.write(value));
    }

    /** Deletes the records and audio of closed streams. */
    public void forgetStreams() {
        http.exchange("DELETE", at("/streams"), null);
    }

    private URI at(String path) {
        return address.resolve(path);
    }
}
