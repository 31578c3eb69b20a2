package com.ieltsaiprep.local.check;

import com.ieltsaiprep.local.client.AudioSink;
import com.ieltsaiprep.local.client.ConversationResult;
import com.ieltsaiprep.local.client.SpeakingPlan;
import com.ieltsaiprep.local.client.StackUnavailableException;
import com.ieltsaiprep.local.client.Utterance;
import com.ieltsaiprep.local.control.SonicControl;
import com.ieltsaiprep.local.control.StackRequirements;
import com.ieltsaiprep.local.speak.CandidateRunner;
import com.ieltsaiprep.local.stack.Fleet;

import io.vertx.core.Future;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** Check of the resumption of a conversation whose connection and gateway fail again and again. */
final class ResumeCheck implements Check {
    private static final int GATEWAYS = 3;
    private static final int END_TIMEOUT_S = 60;
    private static final long FIRST_FAULT_MS = 5_000;

    @Override
    public String name() {
        return "resume";
    }

    @Override
    public String description() {
        return "a conversation goes on within 3 s of each lost connection, killed or frozen"
                + " gateway";
    }

    @Override
    public List<CheckOption> options() {
        return List.of(
                new CheckOption("faults", 30, 1, 300, "how many, of each kind in turn"),
                new CheckOption("every", 14, 4, 60, "seconds from one to the next"),
                new CheckOption("seed", 1, 0, 1_000_000, "of the moments at which they happen"));
    }

    @Override
    public StackRequirements requirements(Map<String, Integer> numbers) {
        return new StackRequirements(List.of(), GATEWAYS, Map.of());
    }

    @Override
    public CheckVerdict run(CheckContext context) throws InterruptedException {
        Fleet fleet = Objects.requireNonNull(context.fleet());
        SonicControl sonic = context.client().sonic().orElseThrow();
        long everyMs = context.number("every") * 1_000L;
        int faults = context.number("faults");
        long startUs = context.clock().nowUs();
        long endUs = startUs + (FIRST_FAULT_MS + (faults + 1) * everyMs) * 1_000;
        ConversationRecorder recorder = new ConversationRecorder();
        try (CandidateRunner runner = new CandidateRunner(1, context.clock());
                FaultInjector injector = new FaultInjector(fleet, sonic, recorder, context)) {
            Future<ConversationResult> conversation =
                    runner.start(
                            context.client(),
                            SpeakingPlan.untilAnswered(turns(), endUs),
                            AudioSink.NONE,
                            recorder);
            Random random = new Random(context.number("seed"));
            for (int i = 0; i < faults; i++) {
                long atMs = FIRST_FAULT_MS + i * everyMs + random.nextLong(everyMs / 2);
                injector.injectAt(startUs + atMs * 1_000, FaultInjector.Kind.of(i));
            }
            ConversationResult result = await(conversation, endUs - context.clock().nowUs());
            injector.verifyCleanUp();
            TranscriptComparison transcript =
                    TranscriptComparison.of(result.overview().sessionId(), sonic, recorder);
            return new ResumeReport(result, injector.faults(), transcript)
                    .toVerdict(injector.problems());
        }
    }

    private static ConversationResult await(Future<ConversationResult> conversation, long leftUs) {
        try {
            return conversation.await(leftUs + END_TIMEOUT_S * 1_000_000L, TimeUnit.MICROSECONDS);
        } catch (TimeoutException e) {
            throw new StackUnavailableException("the conversation did not end", e);
        }
    }

    private static List<Utterance> turns() {
        PhrasedVoice voice = new PhrasedVoice(4);
        return Stream.of(2.0, 5.0, 3.0, 8.0).map(voice::turn).toList();
    }
}
