package com.ieltsaiprep.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.simulation.engine.Chance;
import com.ieltsaiprep.gateway.simulation.engine.Span;
import com.ieltsaiprep.gateway.simulation.engine.Timeline;
import com.ieltsaiprep.gateway.simulation.engine.Trace;
import com.ieltsaiprep.gateway.simulation.sonic.BargeIn;
import com.ieltsaiprep.gateway.simulation.sonic.EventLoop;
import com.ieltsaiprep.gateway.simulation.sonic.Manners;
import com.ieltsaiprep.gateway.simulation.sonic.SonicService;
import com.ieltsaiprep.gateway.simulation.sonic.SonicWitness;
import com.ieltsaiprep.gateway.sonic.bedrock.BedrockClients;
import com.ieltsaiprep.gateway.sonic.bedrock.BedrockObserver;
import com.ieltsaiprep.gateway.sonic.bedrock.BedrockSettings;
import com.ieltsaiprep.gateway.sonic.bedrock.StreamTimes;
import com.ieltsaiprep.local.simulation.Performance.Act;
import com.ieltsaiprep.local.simulation.Performance.Cue;
import com.ieltsaiprep.local.simulation.Performance.Deed;
import com.ieltsaiprep.local.simulation.Performance.Line;
import com.ieltsaiprep.local.sonic.Script;
import com.ieltsaiprep.local.sonic.SonicStandIn;
import com.ieltsaiprep.local.wire.Credentials;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A simulation finds nothing that its model cannot do, and what the model does wrongly is found in
 * vain: so the same performances through the simulation's model and through the stand-in, by the
 * gateway's own client, must be told in the same order.
 */
@Timeout(60)
class CalibrationIT {
    private static final long VIRTUAL_DEADLINE_US = 600_000_000;

    private static final List<Line> LINES =
            List.of(new Line(false, 2), new Line(false, 1), new Line(true, 2));

    @TempDir static Path folder;

    private static final Vertx VERTX = Vertx.vertx();
    private static SonicStandIn standIn;
    private static BedrockClients clients;

    @BeforeAll
    static void start() throws Exception {
        SonicStandIn.Config config =
                SonicStandIn.Config.defaults()
                        .with(folder)
                        .with(new SonicStandIn.Pace(10, 1))
                        .with(new SonicStandIn.Limits(20, 4_800_000, 550_000, 128));
        standIn = SonicStandIn.start(VERTX, config).toCompletionStage().toCompletableFuture().get();
        Credentials known = Credentials.local();
        clients =
                new BedrockClients(
                        new BedrockSettings(
                                "amazon.nova-2-sonic-v1:0",
                                Region.US_EAST_1,
                                URI.create("http://localhost:" + standIn.cleartextPort()),
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(
                                                known.accessKeyId(), known.secretAccessKey())),
                                StreamTimes.STANDARD),
                        () -> System.nanoTime() / 1_000,
                        BedrockObserver.NONE);
    }

    @AfterAll
    static void stop() throws Exception {
        clients.close();
        standIn.close().toCompletionStage().toCompletableFuture().get();
        VERTX.close().toCompletionStage().toCompletableFuture().get();
    }

    static Stream<Performance> performances() {
        Act prompt = new Act(Deed.PROMPT, Cue.REPLY);
        Act answer = new Act(Deed.ANSWER, Cue.REPLY);
        Act end = new Act(Deed.END, Cue.CLOSE);
        Stream<Performance> orderly =
                Stream.of(
                        performance("a greeting", 0, prompt, end),
                        performance("a greeting and an answer", 0, prompt, answer, end),
                        performance("an answer after a history", 3, answer, end),
                        performance(
                                "a tool",
                                0,
                                prompt,
                                answer,
                                new Act(Deed.ANSWER, Cue.TOOL),
                                new Act(Deed.TOOL_RESULT, Cue.REPLY),
                                end),
                        performance(
                                "an end in the midst of a reply",
                                0,
                                new Act(Deed.PROMPT, Cue.VOICE),
                                end),
                        performance(
                                "an end in the midst of an answer",
                                0,
                                prompt,
                                new Act(Deed.SPEAK, Cue.NOTHING),
                                end));
        Stream<Performance> interrupted =
                Arrays.stream(BargeIn.values())
                        .map(
                                form ->
                                        new Performance(
                                                "barge-in " + form,
                                                LINES,
                                                form,
                                                0,
                                                List.of(
                                                        new Act(Deed.PROMPT, Cue.VOICE),
                                                        new Act(Deed.SPEAK, Cue.INTERRUPTION),
                                                        new Act(Deed.PAUSE, Cue.REPLY),
                                                        end)));
        return Stream.concat(orderly, interrupted);
    }

    private static Performance performance(String name, int history, Act... acts) {
        return new Performance(name, LINES, BargeIn.CANONICAL, history, List.of(acts));
    }

    @ParameterizedTest
    @MethodSource("performances")
    void theModelTellsTheSameInTheSameOrder(Performance performance) throws Exception {
        assertThat(inTheModel(performance)).isEqualTo(atTheWire(performance));
    }

    private static List<String> atTheWire(Performance performance) throws Exception {
        standIn.setScript(
                new Script(
                        performance.lines().stream().map(CalibrationIT::spoken).toList(),
                        List.of(),
                        Set.of(),
                        Script.BargeIn.valueOf(performance.bargeIn().name())));
        Performer performer = new Performer(performance);
        Context context = VERTX.getOrCreateContext();
        context.runOnContext(_ -> performer.play(clients.forLoop(context)));
        return performer.outline().get(30, TimeUnit.SECONDS);
    }

    private static Script.Line spoken(Line line) {
        return new Script.Line(
                Collections.nCopies(line.sentences(), "This is a sentence of Maya's."),
                line.tool() ? new Script.Tool("finish_part", "{}") : null);
    }

    private static List<String> inTheModel(Performance performance) {
        Timeline timeline = new Timeline();
        SonicService service =
                new SonicService(
                        timeline,
                        Trace.hashed(timeline),
                        Chance.of(1),
                        manners(performance.bargeIn()),
                        () -> new SameLines(performance.lines()),
                        new SonicWitness() {});
        Performer performer = new Performer(performance);
        performer.play(service.port(loop(timeline)));
        while (!performer.outline().isDone() && timeline.step(VIRTUAL_DEADLINE_US)) {
            // Until it is over.
        }
        return performer.outline().getNow(List.of("did not end"));
    }

    private static EventLoop loop(Timeline timeline) {
        return new EventLoop() {
            @Override
            public void run(Runnable task) {
                timeline.after(0, task);
            }

            @Override
            public long nowUs() {
                return timeline.nowUs();
            }
        };
    }

    private static Manners manners(BargeIn form) {
        return new Manners(
                new Span(50, 50),
                new Span(100, 100),
                2_000,
                form,
                1,
                80,
                1_000,
                false,
                false,
                480_000,
                55_000);
    }
}
