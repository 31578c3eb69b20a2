package com.ieltsaiprep.local.candidate;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.wire.Json;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The control API of the Sonic stand-in. Blocks; safe in any thread. */
public final class SonicControl {
    private final LocalHttp http;
    private final URI address;

    SonicControl(LocalHttp http, URI address) {
        this.http = http;
        this.address = address;
    }

    /**
     * What was noted down on all streams of a conversation, in order. The n-th stream, from 1, is
     * named {@code <sessionId>-<n>}.
     */
    public List<Mark> marks(String sessionId) {
        List<Mark> marks = new ArrayList<>();
        for (int n = 1; ; n++) {
            Optional<JsonNode> json =
                    http.findJson(at("/streams/%s-%d/marks".formatted(sessionId, n)));
            if (json.isEmpty()) {
                return List.copyOf(marks);
            }
            for (JsonNode mark : json.get()) {
                marks.add(new Mark(mark.path("kind").asText(), mark.path("atUs").asLong()));
            }
        }
    }

    /** The bytes of audio that arrived, by the name of the stream. */
    public Map<String, Long> pcmBytes() {
        Map<String, Long> bytes = new HashMap<>();
        for (JsonNode stream : http.getJson(at("/streams"))) {
            bytes.merge(
                    stream.path("promptName").asText(),
                    stream.path("pcmBytes").asLong(),
                    Long::sum);
        }
        return Map.copyOf(bytes);
    }

    /** Puts a JSON value at a path, such as a script. */
    public void put(String path, Object value) {
        http.exchange("PUT", at(path), Json.write(value));
    }

    /** Makes it forget the streams that are over, and their audio. */
    public void forgetStreams() {
        http.exchange("DELETE", at("/streams"), null);
    }

    private URI at(String path) {
        return address.resolve(path);
    }
}
