package com.ieltsaiprep.local.check;

import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Speaker;
import com.ieltsaiprep.local.control.SonicControl;
import com.ieltsaiprep.local.control.SonicControl.Stream;
import com.ieltsaiprep.local.control.SonicControl.TranscriptEntry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Comparison of the stand-in's transcript with the captions received, for each gateway that owned
 * the conversation.
 *
 * @param segments one for each gateway, in order
 */
record TranscriptComparison(List<GatewaySegment> segments) {
    /**
     * Part of a conversation on one gateway.
     *
     * @param spoken by either speaker, on all of its streams
     * @param captioned the final captions
     */
    record GatewaySegment(List<Sentence> spoken, List<Sentence> captioned) {
        /** Returns how many of the last sentences have no caption. */
        int missingCount() {
            return spoken.size() - captioned.size();
        }
    }

    /** Sentence of either speaker. */
    record Sentence(boolean byMaya, String text) {
        @Override
        public String toString() {
            return (byMaya ? "Maya, " : "the candidate, ") + text.length() + " characters";
        }
    }

    /** Compares the stand-in's streams with the recorded captions. */
    static TranscriptComparison of(
            String sessionId, SonicControl sonic, ConversationRecorder recorder) {
        Map<String, List<Sentence>> spoken = new LinkedHashMap<>();
        for (Stream stream : sonic.streams(sessionId)) {
            spoken.computeIfAbsent(gatewayOf(stream), _ -> new ArrayList<>())
                    .addAll(
                            sonic.transcript(stream).stream()
                                    .map(TranscriptComparison::sentence)
                                    .toList());
        }
        List<List<Sentence>> told =
                recorder.captionsByGateway().stream()
                        .map(
                                segment ->
                                        segment.stream()
                                                .map(TranscriptComparison::sentence)
                                                .toList())
                        .toList();
        List<List<Sentence>> streams = List.copyOf(spoken.values());
        List<GatewaySegment> segments = new ArrayList<>();
        for (int i = 0; i < Math.max(told.size(), streams.size()); i++) {
            segments.add(
                    new GatewaySegment(
                            i < streams.size() ? List.copyOf(streams.get(i)) : List.of(),
                            i < told.size() ? told.get(i) : List.of()));
        }
        return new TranscriptComparison(segments);
    }

    /**
     * Adds captions that were not spoken, repeated or out of order, and sentences without a
     * caption. The last ones on a gateway that lost the conversation may be missing.
     */
    void addProblems(List<String> problems) {
        for (int i = 0; i < segments.size(); i++) {
            GatewaySegment segment = segments.get(i);
            int same = 0;
            while (same < segment.captioned.size()
                    && same < segment.spoken.size()
                    && segment.captioned.get(same).equals(segment.spoken.get(same))) {
                same++;
            }
            if (same < segment.captioned.size()) {
                problems.add(
                        "gateway %d, sentence %d: told was %s; spoken %s"
                                .formatted(
                                        i + 1,
                                        same + 1,
                                        segment.captioned.get(same),
                                        same < segment.spoken.size()
                                                ? segment.spoken.get(same).toString()
                                                : "nothing"));
            } else if (i == segments.size() - 1 && segment.missingCount() > 0) {
                problems.add(
                        "the last %d sentences were never told".formatted(segment.missingCount()));
            }
        }
    }

    /** Returns what names the gateway in a stream's name, {@code session-generation-number}. */
    private static String gatewayOf(Stream stream) {
        return stream.name().substring(0, stream.name().lastIndexOf('-'));
    }

    private static Sentence sentence(TranscriptEntry said) {
        return new Sentence(said.role().equals("ASSISTANT"), said.text());
    }

    private static Sentence sentence(ServerMessage.Caption caption) {
        return new Sentence(caption.speaker() == Speaker.EXAMINER, caption.text());
    }
}
