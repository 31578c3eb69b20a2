package com.ieltsaiprep.local.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.gateway.simulation.engine.DurationRange;
import com.ieltsaiprep.gateway.simulation.engine.EventTrace;
import com.ieltsaiprep.gateway.simulation.engine.RandomStream;
import com.ieltsaiprep.gateway.simulation.engine.VirtualTimeScheduler;
import com.ieltsaiprep.gateway.simulation.sonic.BargeInSignal;
import com.ieltsaiprep.gateway.simulation.sonic.SimulatedEventLoop;
import com.ieltsaiprep.gateway.simulation.sonic.SimulatedSonicService;
import com.ieltsaiprep.gateway.simulation.sonic.SonicBehaviour;
import com.ieltsaiprep.gateway.simulation.sonic.SonicObserver;
import com.ieltsaiprep.gateway.sonic.bedrock.BedrockClients;
import com.ieltsaiprep.gateway.sonic.bedrock.BedrockObserver;
import com.ieltsaiprep.gateway.sonic.bedrock.BedrockSettings;
import com.ieltsaiprep.gateway.sonic.bedrock.StreamTimes;
import com.ieltsaiprep.local.simulation.DialogueScript.AwaitedEvent;
import com.ieltsaiprep.local.simulation.DialogueScript.ClientAction;
import com.ieltsaiprep.local.simulation.DialogueScript.DialogueStep;
import com.ieltsaiprep.local.simulation.DialogueScript.ExaminerTurn;
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
 * Calibration of the simulation's Sonic model against the stand-in at the wire. The simulation
 * finds only what its model can do, so the same scripted dialogues, through the model and, with the
 * gateway's own client, through the stand-in, must give the same events in the same order.
 */
@Timeout(60)
class CalibrationIT {
    private static final long VIRTUAL_DEADLINE_US = 600_000_000;

    private static final List<ExaminerTurn> TURNS =
            List.of(
                    new ExaminerTurn(false, 2),
                    new ExaminerTurn(false, 1),
                    new ExaminerTurn(true, 2));

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
        Credentials credentials = Credentials.local();
        clients =
                new BedrockClients(
                        new BedrockSettings(
                                "amazon.nova-2-sonic-v1:0",
                                Region.US_EAST_1,
                                URI.create("http://localhost:" + standIn.cleartextPort()),
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(
                                                credentials.accessKeyId(),
                                                credentials.secretAccessKey())),
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

    static Stream<DialogueScript> dialogues() {
        DialogueStep prompt = new DialogueStep(ClientAction.PROMPT, AwaitedEvent.REPLY);
        DialogueStep answer = new DialogueStep(ClientAction.ANSWER, AwaitedEvent.REPLY);
        DialogueStep end = new DialogueStep(ClientAction.END, AwaitedEvent.CLOSE);
        Stream<DialogueScript> orderly =
                Stream.of(
                        dialogue("a greeting", 0, prompt, end),
                        dialogue("a greeting and an answer", 0, prompt, answer, end),
                        dialogue("an answer after a history", 3, answer, end),
                        dialogue(
                                "a tool",
                                0,
                                prompt,
                                answer,
                                new DialogueStep(ClientAction.ANSWER, AwaitedEvent.TOOL),
                                new DialogueStep(ClientAction.TOOL_RESULT, AwaitedEvent.REPLY),
                                end),
                        dialogue(
                                "an end in the midst of a reply",
                                0,
                                new DialogueStep(ClientAction.PROMPT, AwaitedEvent.VOICE),
                                end),
                        dialogue(
                                "an end in the midst of an answer",
                                0,
                                prompt,
                                new DialogueStep(ClientAction.SPEAK, AwaitedEvent.NOTHING),
                                end));
        Stream<DialogueScript> interrupted =
                Arrays.stream(BargeInSignal.values())
                        .map(
                                signal ->
                                        new DialogueScript(
                                                "barge-in " + signal,
                                                TURNS,
                                                signal,
                                                0,
                                                List.of(
                                                        new DialogueStep(
                                                                ClientAction.PROMPT,
                                                                AwaitedEvent.VOICE),
                                                        new DialogueStep(
                                                                ClientAction.SPEAK,
                                                                AwaitedEvent.INTERRUPTION),
                                                        new DialogueStep(
                                                                ClientAction.PAUSE,
                                                                AwaitedEvent.REPLY),
                                                        end)));
        return Stream.concat(orderly, interrupted);
    }

    private static DialogueScript dialogue(String name, int history, DialogueStep... steps) {
        return new DialogueScript(name, TURNS, BargeInSignal.CANONICAL, history, List.of(steps));
    }

    @ParameterizedTest
    @MethodSource("dialogues")
    void theModelEmitsTheStandInsEventsInTheSameOrder(DialogueScript dialogue) throws Exception {
        assertThat(runModel(dialogue)).isEqualTo(runStandIn(dialogue));
    }

    private static List<String> runStandIn(DialogueScript dialogue) throws Exception {
        standIn.setScript(
                new Script(
                        dialogue.turns().stream().map(CalibrationIT::standInLine).toList(),
                        List.of(),
                        Set.of(),
                        Script.BargeIn.valueOf(dialogue.bargeInSignal().name())));
        DialogueDriver driver = new DialogueDriver(dialogue);
        Context context = VERTX.getOrCreateContext();
        context.runOnContext(_ -> driver.play(clients.forLoop(context)));
        return driver.outline().get(30, TimeUnit.SECONDS);
    }

    private static Script.Line standInLine(ExaminerTurn turn) {
        return new Script.Line(
                Collections.nCopies(turn.sentences(), "This is a sentence of Maya's."),
                turn.callsTool() ? new Script.Tool("finish_part", "{}") : null);
    }

    private static List<String> runModel(DialogueScript dialogue) {
        VirtualTimeScheduler scheduler = new VirtualTimeScheduler();
        SimulatedSonicService service =
                new SimulatedSonicService(
                        scheduler,
                        EventTrace.hashOnly(scheduler),
                        RandomStream.of(1),
                        behaviour(dialogue.bargeInSignal()),
                        () -> new FixedModelScript(dialogue.turns()),
                        new SonicObserver() {});
        DialogueDriver driver = new DialogueDriver(dialogue);
        driver.play(service.port(eventLoop(scheduler)));
        while (!driver.outline().isDone() && scheduler.runNext(VIRTUAL_DEADLINE_US)) {
            // Until it is over.
        }
        return driver.outline().getNow(List.of("did not end"));
    }

    private static SimulatedEventLoop eventLoop(VirtualTimeScheduler scheduler) {
        return new SimulatedEventLoop() {
            @Override
            public void run(Runnable task) {
                scheduler.scheduleAfter(0, task);
            }

            @Override
            public long nowUs() {
                return scheduler.nowUs();
            }
        };
    }

    private static SonicBehaviour behaviour(BargeInSignal signal) {
        return new SonicBehaviour(
                new DurationRange(50, 50),
                new DurationRange(100, 100),
                2_000,
                signal,
                1,
                80,
                1_000,
                false,
                false,
                480_000,
                55_000);
    }
}
