package com.ieltsaiprep.local.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.gateway.protocol.AudioFrame;
import com.ieltsaiprep.gateway.protocol.ServerMessage;
import com.ieltsaiprep.gateway.protocol.ServerMessage.Speaker;
import com.ieltsaiprep.local.audio.Voice;
import com.ieltsaiprep.local.candidate.Outcome;
import com.ieltsaiprep.local.candidate.Plan;
import com.ieltsaiprep.local.candidate.SonicControl;
import com.ieltsaiprep.local.candidate.Utterance;
import com.ieltsaiprep.local.wire.JsonValues;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a conversation was like where one stream followed another, compared with the rest of it.
 *
 * @param streams of the conversation, in order
 * @param captions final ones, in order
 */
record RotationReport(
        Outcome outcome,
        Plan plan,
        List<SonicControl.Stream> streams,
        Minutes minutes,
        List<ServerMessage.Caption> captions) {
    private static final long MOST_ADDED_MS = 300;

    /** A reply's last frame may be cut to whole samples for each of its sentences. */
    private static final long ROUNDING_MS = 5;

    /** A median of so few says nothing. */
    private static final int FEW = 3;

    private static final int VOICE_MS_PER_WORD = 400;
    private static final int SAMPLES_PER_MS = AudioFrame.DOWNLINK_HZ / 1_000;

    Result judged() {
        List<String> problems = new ArrayList<>(outcome.problems());
        List<String> table = new ArrayList<>();
        ObjectNode json = JsonValues.object();
        if (streams.size() < 2) {
            problems.add("there was one stream only: nothing was rotated");
        }
        minutes.describe(problems);
        describeReplies(problems);
        describeTurns(problems);
        describeDelays(table, json, problems);
        table.add(
                "%d turns, %d replies, %d sentences told, %d streams"
                        .formatted(
                                outcome.turns().size(),
                                outcome.replies().size(),
                                captions.size(),
                                streams.size()));
        json.put("turns", outcome.turns().size()).put("streams", streams.size());
        json.put("sentences", captions.size());
        return new Result(table, json, problems);
    }

    /** Every reply must sound as long as the sentences are that were told of it. */
    private void describeReplies(List<String> problems) {
        Voice voice = new Voice();
        for (Outcome.HeardReply reply : outcome.replies()) {
            long toldMs =
                    captions.stream()
                                    .filter(it -> it.speaker() == Speaker.EXAMINER)
                                    .filter(it -> it.epoch() == reply.epoch())
                                    .mapToLong(
                                            it ->
                                                    voice.speak(it.text(), AudioFrame.DOWNLINK_HZ)
                                                            .length)
                                    .sum()
                            / SAMPLES_PER_MS;
            if (Math.abs(toldMs - reply.receivedMs()) > ROUNDING_MS) {
                problems.add(
                        "reply %d: %d ms were heard of sentences of %d ms"
                                .formatted(reply.epoch(), reply.receivedMs(), toldMs));
            }
        }
    }

    /** Between two replies, as many words must be written down as the candidate has spoken. */
    private void describeTurns(List<String> problems) {
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
        if (words.size() != outcome.turns().size()) {
            problems.add(
                    "%d turns were spoken, %d written down"
                            .formatted(outcome.turns().size(), words.size()));
        }
        for (int i = 0; i < Math.min(words.size(), outcome.turns().size()); i++) {
            int spoken = words(plan.utterances().get(i % plan.utterances().size()));
            if (Math.abs(words.get(i) - spoken) > 2 + spoken / 10) {
                problems.add(
                        "turn %d: %d words were spoken, %d written down"
                                .formatted(i + 1, spoken, words.get(i)));
            }
        }
    }

    private void describeDelays(List<String> table, ObjectNode json, List<String> problems) {
        List<Long> usual = new ArrayList<>();
        List<Long> atRotation = new ArrayList<>();
        for (Outcome.Turn turn : outcome.turns()) {
            if (turn.answerUs().isPresent()) {
                long delayMs = (turn.answerUs().getAsLong() - turn.voiceEndUs()) / 1_000;
                (rotates(turn) ? atRotation : usual).add(delayMs);
            }
        }
        long median = usual.size() < FEW ? least(usual, atRotation) : median(usual);
        table.add("usual delay of a reply: %d ms (%d turns)".formatted(median, usual.size()));
        table.add("delays at rotations, ms: " + atRotation);
        json.put("usualDelayMs", median);
        atRotation.forEach(json.putArray("rotationDelaysMs")::add);
        for (long delayMs : atRotation) {
            if (delayMs > median + MOST_ADDED_MS) {
                problems.add(
                        "a reply at a rotation took %d ms, usually %d".formatted(delayMs, median));
            }
        }
        for (Outcome.HeardReply reply : outcome.replies()) {
            if (reply.gapMs() > MOST_ADDED_MS) {
                problems.add("reply %d stopped for %d ms".formatted(reply.epoch(), reply.gapMs()));
            }
        }
    }

    /** Whether a stream was replaced near this turn: between the next one's opening and its use. */
    private boolean rotates(Outcome.Turn turn) {
        for (int i = 1; i < streams.size(); i++) {
            long fromUs = streams.get(i).openedAtUs();
            long endUs = streams.get(i - 1).closedAtUs();
            long nextTurnUs =
                    outcome.turns().stream()
                            .mapToLong(Outcome.Turn::voiceEndUs)
                            .filter(us -> us > endUs)
                            .findFirst()
                            .orElse(Long.MAX_VALUE);
            if (turn.voiceEndUs() >= fromUs && turn.voiceEndUs() <= nextTurnUs) {
                return true;
            }
        }
        return false;
    }

    private static int words(Utterance utterance) {
        return Person.voiceMs(utterance) / VOICE_MS_PER_WORD;
    }

    private static long least(List<Long> some, List<Long> others) {
        return Stream.concat(some.stream(), others.stream()).mapToLong(it -> it).min().orElse(0);
    }

    private static long median(List<Long> values) {
        List<Long> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }
}
