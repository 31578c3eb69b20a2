package com.ieltsaiprep.local.candidate;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.wire.JsonValues;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The control API of the Sonic stand-in. Blocks; safe in any thread. */
public final class SonicControl {
    private final LocalHttp http;
    private final URI address;

    SonicControl(LocalHttp http, URI address) {
        this.http = http;
        this.address = address;
    }

    /**
     * A stream of a conversation.
     *
     * @param name the gateway's: the session's id, and after hyphens what tells the streams apart
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
     * What Maya said, or heard.
     *
     * @param turn of her replies on the stream, from 1
     */
    public record Said(int turn, String role, String text) {}

    /** All streams that the stand-in remembers, in the order in which they were opened. */
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

    /** The streams of a conversation, in the order in which they were opened. */
    public List<Stream> streams(String sessionId) {
        return streams().stream().filter(stream -> stream.isOf(sessionId)).toList();
    }

    /** What was noted down on all streams of a conversation, stream by stream. */
    public List<Mark> marks(String sessionId) {
        List<Mark> marks = new ArrayList<>();
        for (Stream stream : streams(sessionId)) {
            for (JsonNode mark : http.getJson(at("/streams/" + stream.name() + "/marks"))) {
                marks.add(new Mark(mark.path("kind").asText(), mark.path("atUs").asLong()));
            }
        }
        return List.copyOf(marks);
    }

    /** What was said on a stream, in order. */
    public List<Said> said(Stream stream) {
        List<Said> all = new ArrayList<>();
        for (JsonNode said : http.getJson(at("/streams/" + stream.name() + "/said"))) {
            all.add(
                    new Said(
                            said.path("turn").asInt(),
                            said.path("role").asText(),
                            said.path("text").asText()));
        }
        return List.copyOf(all);
    }

    /** Puts a JSON value at a path, such as a script. */
    public void put(String path, Object value) {
        http.exchange("PUT", at(path), JsonValues.write(value));
    }

    /** Makes it forget the streams that are over, and their audio. */
    public void forgetStreams() {
        http.exchange("DELETE", at("/streams"), null);
    }

    private URI at(String path) {
        return address.resolve(path);
    }
}
