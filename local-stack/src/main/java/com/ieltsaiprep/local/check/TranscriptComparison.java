package com.ieltsaiprep.local.check;

import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Speaker;
import com.ieltsaiprep.local.candidate.SonicControl;
import com.ieltsaiprep.local.candidate.SonicControl.Stream;
import com.ieltsaiprep.local.candidate.SonicControl.TranscriptEntry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What Maya's stand-in says was spoken, beside what the candidate was told: sentence by sentence,
 * for each gateway that had the conversation.
 *
 * @param lives one for each of them, in order
 */
record TranscriptComparison(List<GatewaySegment> lives) {
    /**
     * A conversation on one gateway.
     *
     * @param spoken by either speaker, on all of its streams
     * @param told the final captions
     */
    record GatewaySegment(List<Sentence> spoken, List<Sentence> told) {
        /** How many of the last sentences the candidate was not told of. */
        int missing() {
            return spoken.size() - told.size();
        }
    }

    /** Something that was said. */
    record Sentence(boolean byMaya, String text) {
        @Override
        public String toString() {
            return (byMaya ? "Maya, " : "the candidate, ") + text.length() + " characters";
        }
    }

    /** Puts both sides together. */
    static TranscriptComparison of(
            String sessionId, SonicControl sonic, ConversationRecorder recorder) {
        Map<String, List<Sentence>> spoken = new LinkedHashMap<>();
        for (Stream stream : sonic.streams(sessionId)) {
            spoken.computeIfAbsent(generation(stream), _ -> new ArrayList<>())
                    .addAll(
                            sonic.transcript(stream).stream()
                                    .map(TranscriptComparison::sentence)
                                    .toList());
        }
        List<List<Sentence>> told =
                recorder.lives().stream()
                        .map(life -> life.stream().map(TranscriptComparison::sentence).toList())
                        .toList();
        List<List<Sentence>> streams = List.copyOf(spoken.values());
        List<GatewaySegment> lives = new ArrayList<>();
        for (int i = 0; i < Math.max(told.size(), streams.size()); i++) {
            lives.add(
                    new GatewaySegment(
                            i < streams.size() ? List.copyOf(streams.get(i)) : List.of(),
                            i < told.size() ? told.get(i) : List.of()));
        }
        return new TranscriptComparison(lives);
    }

    /**
     * Adds what was told and not said, twice, or in another order, and what was said and not told;
     * except the last words on a gateway that lost the conversation.
     */
    void describe(List<String> problems) {
        for (int i = 0; i < lives.size(); i++) {
            GatewaySegment life = lives.get(i);
            int same = 0;
            while (same < life.told.size()
                    && same < life.spoken.size()
                    && life.told.get(same).equals(life.spoken.get(same))) {
                same++;
            }
            if (same < life.told.size()) {
                problems.add(
                        "gateway %d, sentence %d: told was %s; spoken %s"
                                .formatted(
                                        i + 1,
                                        same + 1,
                                        life.told.get(same),
                                        same < life.spoken.size()
                                                ? life.spoken.get(same).toString()
                                                : "nothing"));
            } else if (i == lives.size() - 1 && life.missing() > 0) {
                problems.add("the last %d sentences were never told".formatted(life.missing()));
            }
        }
    }

    /** A stream's name is {@code session-generation-number}. */
    private static String generation(Stream stream) {
        return stream.name().substring(0, stream.name().lastIndexOf('-'));
    }

    private static Sentence sentence(TranscriptEntry said) {
        return new Sentence(said.role().equals("ASSISTANT"), said.text());
    }

    private static Sentence sentence(ServerMessage.Caption caption) {
        return new Sentence(caption.speaker() == Speaker.EXAMINER, caption.text());
    }
}
