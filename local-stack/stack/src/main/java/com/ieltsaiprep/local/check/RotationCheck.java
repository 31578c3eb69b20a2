package com.ieltsaiprep.local.check;

import com.ieltsaiprep.local.client.AudioSink;
import com.ieltsaiprep.local.client.ConversationResult;
import com.ieltsaiprep.local.client.SpeakingPlan;
import com.ieltsaiprep.local.client.StackUnavailableException;
import com.ieltsaiprep.local.client.Utterance;
import com.ieltsaiprep.local.control.SonicControl;
import com.ieltsaiprep.local.control.StackRequirements;
import com.ieltsaiprep.local.speak.CandidateRunner;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.DoubleStream;

/**
 * Check of stream rotation: a conversation of 14 minutes over streams that the service ends at
 * eight.
 */
final class RotationCheck implements Check {
    private static final int STREAM_LIFE_MS = 480_000;
    private static final int RIPE_S = 360;
    private static final int LATE_S = 420;
    private static final int LATEST_S = 450;
    private static final int END_TIMEOUT_S = 300;

    @Override
    public String name() {
        return "rotation";
    }

    @Override
    public String description() {
        return "14 min over streams of 8 min: no gap over 300 ms, no sentence lost or repeated";
    }

    @Override
    public List<CheckOption> options() {
        return List.of(
                new CheckOption(
                        "seconds", 840, 20, 3_600, "how long they talk, before it is scaled"),
                new CheckOption(
                        "speech", 0, 0, 300, "seconds of each of the candidate's turns; 0: 4-20"),
                new CheckOption("speed", 1, 1, 20, "how much shorter all of it is made"));
    }

    /**
     * Returns the requirements for a stack whose Nova Sonic stand-in ends each stream after 8 min,
     * divided by the option {@code speed}. The times after which the gateway replaces a stream are
     * divided by the same number; at speed 1 the gateway has its default times.
     */
    @Override
    public StackRequirements requirements(Map<String, Integer> numbers) {
        int speed = numbers.getOrDefault("speed", 1);
        Map<String, String> settings =
                speed == 1
                        ? Map.of()
                        : Map.of(
                                "STREAM_RIPE_SECONDS", String.valueOf(RIPE_S / speed),
                                "STREAM_LATE_SECONDS", String.valueOf(LATE_S / speed),
                                "STREAM_LATEST_SECONDS", String.valueOf(LATEST_S / speed));
        return new StackRequirements(
                List.of("--life-ms", String.valueOf(STREAM_LIFE_MS / speed)), 1, settings);
    }

    @Override
    public CheckVerdict run(CheckContext context) {
        SonicControl sonic = context.client().sonic().orElseThrow();
        int speed = context.number("speed");
        long lengthUs = context.number("seconds") * 1_000_000L / speed;
        long endUs = context.clock().nowUs() + lengthUs;
        ConversationRecorder recorder = new ConversationRecorder();
        context.progress().accept("talking for %d s".formatted(lengthUs / 1_000_000));
        try (CandidateRunner runner = new CandidateRunner(1, context.clock())) {
            SpeakingPlan plan =
                    SpeakingPlan.untilAnswered(turns(context.number("speech"), speed), endUs);
            Map<String, Long> before = rotations(context);
            ConversationResult result =
                    runner.start(context.client(), plan, AudioSink.NONE, recorder)
                            .await(lengthUs / 1_000_000 + END_TIMEOUT_S, TimeUnit.SECONDS);
            context.progress()
                    .accept("streams that took over: " + difference(before, rotations(context)));
            return new RotationReport(
                            result,
                            plan,
                            sonic.streams(result.overview().sessionId()),
                            TranscriptComparison.of(result.overview().sessionId(), sonic, recorder),
                            recorder.captionsByGateway().getFirst())
                    .toVerdict();
        } catch (TimeoutException e) {
            throw new StackUnavailableException("the conversation did not end", e);
        }
    }

    private static Map<String, Long> rotations(CheckContext context) {
        return context.client().counts("gateway_stream_rotations_total", "reason");
    }

    private static Map<String, Long> difference(Map<String, Long> before, Map<String, Long> now) {
        Map<String, Long> difference = new TreeMap<>(now);
        difference.replaceAll((change, count) -> count - before.getOrDefault(change, 0L));
        return difference;
    }

    /** Returns turns of such different lengths that their captions can be told apart. */
    private static List<Utterance> turns(int seconds, int speed) {
        PhrasedVoice voice = new PhrasedVoice(9);
        DoubleStream lengths =
                seconds > 0
                        ? DoubleStream.of(seconds / (double) speed)
                        : DoubleStream.of(4, 12, 7, 20, 5, 9, 16).map(s -> Math.max(2, s / speed));
        return lengths.mapToObj(voice::turn).toList();
    }
}
