package com.ieltsaiprep.local.check;

import com.ieltsaiprep.local.candidate.Conversations;
import com.ieltsaiprep.local.candidate.Outcome;
import com.ieltsaiprep.local.candidate.Plan;
import com.ieltsaiprep.local.candidate.Recording;
import com.ieltsaiprep.local.candidate.SonicControl;
import com.ieltsaiprep.local.candidate.StackNeeds;
import com.ieltsaiprep.local.candidate.StackUnavailableException;
import com.ieltsaiprep.local.candidate.Utterance;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.DoubleStream;

/** A conversation of fourteen minutes over streams that the service ends at eight. */
final class RotationCheck implements Check {
    private static final int LIFE_MS = 480_000;
    private static final int RIPE_S = 360;
    private static final int LATE_S = 420;
    private static final int LATEST_S = 450;
    private static final int GOODBYE_S = 300;

    @Override
    public String name() {
        return "rotation";
    }

    @Override
    public String description() {
        return "14 min over streams of 8 min: no gap over 300 ms, no sentence lost or repeated";
    }

    @Override
    public List<Option> options() {
        return List.of(
                new Option("seconds", 840, 20, 3_600, "how long they talk, before it is scaled"),
                new Option(
                        "speech", 0, 0, 300, "seconds of each of the candidate's turns; 0: 4-20"),
                new Option("speed", 1, 1, 20, "how much shorter all of it is made"));
    }

    /** At real speed the gateway keeps its own settings: it is as it ships. */
    @Override
    public StackNeeds needs(Map<String, Integer> numbers) {
        int speed = numbers.getOrDefault("speed", 1);
        Map<String, String> settings =
                speed == 1
                        ? Map.of()
                        : Map.of(
                                "STREAM_RIPE_SECONDS", String.valueOf(RIPE_S / speed),
                                "STREAM_LATE_SECONDS", String.valueOf(LATE_S / speed),
                                "STREAM_LATEST_SECONDS", String.valueOf(LATEST_S / speed));
        return new StackNeeds(List.of("--life-ms", String.valueOf(LIFE_MS / speed)), 1, settings);
    }

    @Override
    public Result run(Bench bench) {
        SonicControl sonic = bench.client().sonic().orElseThrow();
        int speed = bench.number("speed");
        long lengthUs = bench.number("seconds") * 1_000_000L / speed;
        long endUs = bench.clock().nowUs() + lengthUs;
        Witness witness = new Witness();
        bench.progress().accept("talking for %d s".formatted(lengthUs / 1_000_000));
        try (Conversations conversations = new Conversations(1, bench.clock())) {
            Plan plan = Plan.untilAnswered(turns(bench.number("speech"), speed), endUs);
            Map<String, Long> before = changes(bench);
            Outcome outcome =
                    conversations
                            .hold(bench.client(), plan, Recording.NONE, witness)
                            .await(lengthUs / 1_000_000 + GOODBYE_S, TimeUnit.SECONDS);
            bench.progress().accept("streams that took over: " + since(before, changes(bench)));
            return new RotationReport(
                            outcome,
                            plan,
                            sonic.streams(outcome.who().sessionId()),
                            Minutes.of(outcome.who().sessionId(), sonic, witness),
                            witness.lives().getFirst())
                    .judged();
        } catch (TimeoutException e) {
            throw new StackUnavailableException("the conversation did not end", e);
        }
    }

    private static Map<String, Long> changes(Bench bench) {
        return bench.client().counts("gateway_stream_rotations_total", "reason");
    }

    private static Map<String, Long> since(Map<String, Long> before, Map<String, Long> now) {
        Map<String, Long> since = new TreeMap<>(now);
        since.replaceAll((change, count) -> count - before.getOrDefault(change, 0L));
        return since;
    }

    /** Of lengths that the words written down can be told apart by. */
    private static List<Utterance> turns(int seconds, int speed) {
        Person person = new Person(9);
        DoubleStream lengths =
                seconds > 0
                        ? DoubleStream.of(seconds / (double) speed)
                        : DoubleStream.of(4, 12, 7, 20, 5, 9, 16).map(s -> Math.max(2, s / speed));
        return lengths.mapToObj(person::turn).toList();
    }
}
