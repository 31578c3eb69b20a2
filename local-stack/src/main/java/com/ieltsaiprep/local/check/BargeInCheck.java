package com.ieltsaiprep.local.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.candidate.Conversations;
import com.ieltsaiprep.local.candidate.Measures;
import com.ieltsaiprep.local.candidate.Outcome;
import com.ieltsaiprep.local.candidate.Percentiles;
import com.ieltsaiprep.local.candidate.Plan;
import com.ieltsaiprep.local.candidate.Recording;
import com.ieltsaiprep.local.candidate.Report;
import com.ieltsaiprep.local.candidate.SonicControl;
import com.ieltsaiprep.local.candidate.StackNeeds;
import com.ieltsaiprep.local.candidate.StackUnavailableException;
import com.ieltsaiprep.local.candidate.SyntheticVoice;
import com.ieltsaiprep.local.candidate.Utterance;
import com.ieltsaiprep.local.sonic.Script;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How soon the listener's player is told that Maya was interrupted. */
final class BargeInCheck implements Check {
    private static final double MOST_CLEAR_MS = 50;
    private static final long BARGE_IN_US = 2_000_000;
    private static final int SECONDS_EACH = 60;

    /** Spoken in about 2 s; ten of them make a reply of 20 s. */
    private static final String SENTENCE = "Please tell me a little more about that.";

    private static final int SENTENCES = 10;

    @Override
    public String name() {
        return "barge-in";
    }

    @Override
    public String description() {
        return "replies of 20 s, generated at 5x, are interrupted at second 2: `clear` comes within"
                + " 50 ms";
    }

    @Override
    public List<Option> options() {
        return List.of(new Option("times", 10, 1, 200, "how many interruptions"));
    }

    @Override
    public StackNeeds needs(Map<String, Integer> numbers) {
        return StackNeeds.sonic(List.of("--generation-speed", "5"));
    }

    @Override
    public Result run(Bench bench) throws InterruptedException {
        SonicControl sonic =
                bench.client()
                        .sonic()
                        .orElseThrow(
                                () ->
                                        new StackUnavailableException(
                                                "only the stand-in takes a script"));
        int times = bench.number("times");
        sonic.put("/script", longWinded());
        try (Conversations conversations = new Conversations(1, bench.clock())) {
            Outcome outcome = interrupt(conversations, bench, times);
            Measures measures = Measures.of(outcome, sonic.marks(outcome.who().sessionId()));
            return judge(new Report(outcome, measures), times);
        } finally {
            sonic.put("/script", Script.speakingTest());
        }
    }

    private static Outcome interrupt(Conversations conversations, Bench bench, int times) {
        SyntheticVoice voice = new SyntheticVoice(2);
        List<Utterance> utterances = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            utterances.add(voice.utterance(1_200, 300));
        }
        bench.progress().accept("interrupting %d times, about 6 s each".formatted(times));
        try {
            return conversations
                    .hold(
                            bench.client(),
                            Plan.interrupting(utterances, BARGE_IN_US),
                            Recording.NONE)
                    .await((long) SECONDS_EACH * (times + 1), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new StackUnavailableException("the conversation did not end", e);
        }
    }

    private static Result judge(Report report, int times) {
        List<String> problems = new ArrayList<>(report.outcome().problems());
        List<Long> clearUs = report.measures().clearUs();
        if (clearUs.size() < times) {
            problems.add("%d of %d interruptions were told".formatted(clearUs.size(), times));
        }
        Percentiles.ofUs(clearUs)
                .filter(clear -> clear.max() > MOST_CLEAR_MS)
                .ifPresent(
                        clear ->
                                problems.add(
                                        "a clear took %.1f ms, more than %.0f"
                                                .formatted(clear.max(), MOST_CLEAR_MS)));
        ObjectNode json = report.toJson();
        clearUs.forEach(us -> json.withArray("clearMs").add(us / 1000.0));
        return new Result(report.toTable(), json, problems);
    }

    private static Script longWinded() {
        return Script.of(new Script.Line(Collections.nCopies(SENTENCES, SENTENCE), null));
    }
}
