package com.ieltsaiprep.local.check;

import com.ieltsaiprep.local.candidate.Conversations;
import com.ieltsaiprep.local.candidate.Outcome;
import com.ieltsaiprep.local.candidate.Plan;
import com.ieltsaiprep.local.candidate.Recording;
import com.ieltsaiprep.local.candidate.SonicControl;
import com.ieltsaiprep.local.candidate.StackNeeds;
import com.ieltsaiprep.local.candidate.StackUnavailableException;
import com.ieltsaiprep.local.candidate.Utterance;
import com.ieltsaiprep.local.stack.Fleet;

import io.vertx.core.Future;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** One conversation whose connection and gateway are lost again and again. */
final class ResumeCheck implements Check {
    private static final int GATEWAYS = 3;
    private static final int GOODBYE_S = 60;
    private static final long BEGINNING_MS = 5_000;

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
    public List<Option> options() {
        return List.of(
                new Option("faults", 30, 1, 300, "how many, of each kind in turn"),
                new Option("every", 14, 4, 60, "seconds from one to the next"),
                new Option("seed", 1, 0, 1_000_000, "of the moments at which they happen"));
    }

    @Override
    public StackNeeds needs(Map<String, Integer> numbers) {
        return new StackNeeds(List.of(), GATEWAYS, Map.of());
    }

    @Override
    public Result run(Bench bench) throws InterruptedException {
        Fleet fleet = Objects.requireNonNull(bench.fleet());
        SonicControl sonic = bench.client().sonic().orElseThrow();
        long everyMs = bench.number("every") * 1_000L;
        int faults = bench.number("faults");
        long beginUs = bench.clock().nowUs();
        long endUs = beginUs + (BEGINNING_MS + (faults + 1) * everyMs) * 1_000;
        Witness witness = new Witness();
        try (Conversations conversations = new Conversations(1, bench.clock());
                Havoc havoc = new Havoc(fleet, sonic, witness, bench)) {
            Future<Outcome> talking =
                    conversations.hold(
                            bench.client(),
                            Plan.untilAnswered(turns(), endUs),
                            Recording.NONE,
                            witness);
            Random random = new Random(bench.number("seed"));
            for (int i = 0; i < faults; i++) {
                long atMs = BEGINNING_MS + i * everyMs + random.nextLong(everyMs / 2);
                havoc.at(beginUs + atMs * 1_000, Havoc.Kind.of(i));
            }
            Outcome outcome = await(talking, endUs - bench.clock().nowUs());
            havoc.settle();
            Minutes minutes = Minutes.of(outcome.who().sessionId(), sonic, witness);
            return new ResumeReport(outcome, havoc.faults(), minutes).judged(havoc.problems());
        }
    }

    private static Outcome await(Future<Outcome> talking, long leftUs) {
        try {
            return talking.await(leftUs + GOODBYE_S * 1_000_000L, TimeUnit.MICROSECONDS);
        } catch (TimeoutException e) {
            throw new StackUnavailableException("the conversation did not end", e);
        }
    }

    private static List<Utterance> turns() {
        Person person = new Person(4);
        return Stream.of(2.0, 5.0, 3.0, 8.0).map(person::turn).toList();
    }
}
