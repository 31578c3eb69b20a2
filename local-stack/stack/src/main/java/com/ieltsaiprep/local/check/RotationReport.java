package com.ieltsaiprep.local.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Speaker;
import com.ieltsaiprep.local.audio.Voice;
import com.ieltsaiprep.local.client.ConversationResult;
import com.ieltsaiprep.local.client.SpeakingPlan;
import com.ieltsaiprep.local.client.Utterance;
import com.ieltsaiprep.local.control.SonicControl;
import com.ieltsaiprep.local.json.JsonValues;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Report on a conversation with rotated streams: delays at a rotation compared with the others.
 *
 * @param streams of the conversation, in order
 * @param captions final ones, in order
 */
record RotationReport(
        ConversationResult result,
        SpeakingPlan plan,
        List<SonicControl.Stream> streams,
        TranscriptComparison transcript,
        List<ServerMessage.Caption> captions) {
    private static final long MAX_ADDED_MS = 300;

    /** Tolerance: each sentence of a reply may end with a frame cut to whole samples. */
    private static final long ROUNDING_MS = 5;

    /** Smallest number of turns whose median is meaningful. */
    private static final int MIN_FOR_MEDIAN = 3;

    private static final int VOICE_MS_PER_WORD = 400;
    private static final int SAMPLES_PER_MS = AudioFrame.DOWNLINK_HZ / 1_000;

    CheckVerdict toVerdict() {
        List<String> problems = new ArrayList<>(result.problems());
        List<String> table = new ArrayList<>();
        ObjectNode json = JsonValues.object();
        if (streams.size() < 2) {
            problems.add("there was one stream only: nothing was rotated");
        }
        transcript.addProblems(problems);
        checkReplies(problems);
        checkTurns(problems);
        checkDelays(table, json, problems);
        table.add(
                "%d turns, %d replies, %d sentences told, %d streams"
                        .formatted(
                                result.turns().size(),
                                result.replies().size(),
                                captions.size(),
                                streams.size()));
        json.put("turns", result.turns().size()).put("streams", streams.size());
        json.put("sentences", captions.size());
        return new CheckVerdict(table, json, problems);
    }

    /** Checks that each reply lasts as long as its captioned sentences. */
    private void checkReplies(List<String> problems) {
        Voice voice = new Voice();
        for (ConversationResult.HeardReply reply : result.replies()) {
            long captionedMs =
                    captions.stream()
                                    .filter(it -> it.speaker() == Speaker.EXAMINER)
                                    .filter(it -> it.epoch() == reply.epoch())
                                    .mapToLong(
                                            it ->
                                                    voice.speak(it.text(), AudioFrame.DOWNLINK_HZ)
                                                            .length)
                                    .sum()
                            / SAMPLES_PER_MS;
            if (Math.abs(captionedMs - reply.receivedMs()) > ROUNDING_MS) {
                problems.add(
                        "reply %d: %d ms were heard of sentences of %d ms"
                                .formatted(reply.epoch(), reply.receivedMs(), captionedMs));
            }
        }
    }

    /** Checks that each turn's captions have as many words as the candidate has spoken. */
    private void checkTurns(List<String> problems) {
        List<Integer> words = new ArrayList<>();
        boolean inTurn = false;
        for (ServerMessage.Caption caption : captions) {
            boolean candidate = caption.speaker() == Speaker.CANDIDATE;
            if (candidate) {
                int count = caption.text().split(" ").length;
                words.add(inTurn ? words.removeLast() + count : count);
            }
            inTurn = candidate;
        }
        if (words.size() != result.turns().size()) {
            problems.add(
                    "%d turns were spoken, %d written down"
                            .formatted(result.turns().size(), words.size()));
        }
        for (int i = 0; i < Math.min(words.size(), result.turns().size()); i++) {
            int spoken = wordCount(plan.utterances().get(i % plan.utterances().size()));
            if (Math.abs(words.get(i) - spoken) > 2 + spoken / 10) {
                problems.add(
                        "turn %d: %d words were spoken, %d written down"
                                .formatted(i + 1, spoken, words.get(i)));
            }
        }
    }

    private void checkDelays(List<String> table, ObjectNode json, List<String> problems) {
        List<Long> usual = new ArrayList<>();
        List<Long> atRotation = new ArrayList<>();
        for (ConversationResult.Turn turn : result.turns()) {
            if (turn.answerUs().isPresent()) {
                long delayMs = (turn.answerUs().getAsLong() - turn.voiceEndUs()) / 1_000;
                (isAtRotation(turn) ? atRotation : usual).add(delayMs);
            }
        }
        long median = usual.size() < MIN_FOR_MEDIAN ? smallest(usual, atRotation) : median(usual);
        table.add("usual delay of a reply: %d ms (%d turns)".formatted(median, usual.size()));
        table.add("delays at rotations, ms: " + atRotation);
        json.put("usualDelayMs", median);
        atRotation.forEach(json.putArray("rotationDelaysMs")::add);
        for (long delayMs : atRotation) {
            if (delayMs > median + MAX_ADDED_MS) {
                problems.add(
                        "a reply at a rotation took %d ms, usually %d".formatted(delayMs, median));
            }
        }
        for (ConversationResult.HeardReply reply : result.replies()) {
            if (reply.gapMs() > MAX_ADDED_MS) {
                problems.add("reply %d stopped for %d ms".formatted(reply.epoch(), reply.gapMs()));
            }
        }
    }

    /**
     * Returns whether a stream was replaced near this turn, from its successor's opening to its
     * use.
     */
    private boolean isAtRotation(ConversationResult.Turn turn) {
        for (int i = 1; i < streams.size(); i++) {
            long fromUs = streams.get(i).openedAtUs();
            long endUs = streams.get(i - 1).closedAtUs();
            long nextTurnUs =
                    result.turns().stream()
                            .mapToLong(ConversationResult.Turn::voiceEndUs)
                            .filter(us -> us > endUs)
                            .findFirst()
                            .orElse(Long.MAX_VALUE);
            if (turn.voiceEndUs() >= fromUs && turn.voiceEndUs() <= nextTurnUs) {
                return true;
            }
        }
        return false;
    }

    private static int wordCount(Utterance utterance) {
        return PhrasedVoice.voiceMs(utterance) / VOICE_MS_PER_WORD;
    }

    private static long smallest(List<Long> some, List<Long> others) {
        return Stream.concat(some.stream(), others.stream()).mapToLong(it -> it).min().orElse(0);
    }

    private static long median(List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }
}
