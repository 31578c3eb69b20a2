package com.ieltsaiprep.local.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.local.client.AudioSink;
import com.ieltsaiprep.local.client.ConversationReport;
import com.ieltsaiprep.local.client.ConversationResult;
import com.ieltsaiprep.local.client.Latencies;
import com.ieltsaiprep.local.client.Percentiles;
import com.ieltsaiprep.local.client.SpeakingPlan;
import com.ieltsaiprep.local.client.StackUnavailableException;
import com.ieltsaiprep.local.client.SyntheticVoice;
import com.ieltsaiprep.local.client.Utterance;
import com.ieltsaiprep.local.control.SonicControl;
import com.ieltsaiprep.local.control.StackRequirements;
import com.ieltsaiprep.local.model.Script;
import com.ieltsaiprep.local.speak.CandidateRunner;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Check of the delay from an interruption of Maya to the {@code clear} for the client's player. */
final class BargeInCheck implements Check {
    private static final double MAX_CLEAR_MS = 50;
    private static final long BARGE_IN_US = 2_000_000;
    private static final int SECONDS_EACH = 60;

    /** Sentence of about 2 s; ten of them make a reply of 20 s. */
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
    public List<CheckOption> options() {
        return List.of(new CheckOption("times", 10, 1, 200, "how many interruptions"));
    }

    @Override
    public StackRequirements requirements(Map<String, Integer> numbers) {
        return StackRequirements.sonic(List.of("--generation-speed", "5"));
    }

    @Override
    public CheckVerdict run(CheckContext context) throws InterruptedException {
        SonicControl sonic =
                context.client()
                        .sonic()
                        .orElseThrow(
                                () ->
                                        new StackUnavailableException(
                                                "only the stand-in takes a script"));
        int times = context.number("times");
        sonic.put("/script", longReplies());
        try (CandidateRunner runner = new CandidateRunner(1, context.clock())) {
            ConversationResult result = interrupt(runner, context, times);
            Latencies latencies = Latencies.of(result, sonic.marks(result.overview().sessionId()));
            return toVerdict(new ConversationReport(result, latencies), times);
        } finally {
            sonic.put("/script", Script.speakingTest());
        }
    }

    private static ConversationResult interrupt(
            CandidateRunner runner, CheckContext context, int times) {
        SyntheticVoice voice = new SyntheticVoice(2);
        List<Utterance> utterances = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            utterances.add(voice.utterance(1_200, 300));
        }
        context.progress().accept("interrupting %d times, about 6 s each".formatted(times));
        try {
            return runner.start(
                            context.client(),
                            SpeakingPlan.interrupting(utterances, BARGE_IN_US),
                            AudioSink.NONE)
                    .await((long) SECONDS_EACH * (times + 1), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new StackUnavailableException("the conversation did not end", e);
        }
    }

    private static CheckVerdict toVerdict(ConversationReport report, int times) {
        List<String> problems = new ArrayList<>(report.result().problems());
        List<Long> clearUs = report.latencies().clearUs();
        if (clearUs.size() < times) {
            problems.add("%d of %d interruptions were told".formatted(clearUs.size(), times));
        }
        Percentiles.ofUs(clearUs)
                .filter(clear -> clear.max() > MAX_CLEAR_MS)
                .ifPresent(
                        clear ->
                                problems.add(
                                        "a clear took %.1f ms, more than %.0f"
                                                .formatted(clear.max(), MAX_CLEAR_MS)));
        ObjectNode json = report.toJson();
        clearUs.forEach(us -> json.withArray("clearMs").add(us / 1000.0));
        return new CheckVerdict(report.toTable(), json, problems);
    }

    private static Script longReplies() {
        return Script.of(new Script.Line(Collections.nCopies(SENTENCES, SENTENCE), null));
    }
}
