package com.ieltsaiprep.local.sonic;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Program that runs the Nova Sonic stand-in, a local replacement of the speech model, in a process
 * of its own.
 */
@Command(name = "sonic", sortOptions = false, showDefaultValues = true)
public final class SonicMain implements Callable<Integer> {
    private static final long MAX_SEED = 1_000_000;
    private static final SonicStandIn.Config DEFAULTS = SonicStandIn.Config.defaults();

    @Spec private CommandSpec spec;

    @Option(names = "--tls-port", description = "0 is any free port")
    private int tlsPort = DEFAULTS.ports().tls();

    @Option(names = "--cleartext-port", description = "0 is any free port")
    private int cleartextPort = DEFAULTS.ports().cleartext();

    @Option(names = "--control-port", description = "0 is any free port")
    private int controlPort = DEFAULTS.ports().control();

    @Option(names = "--quota", paramLabel = "STREAMS")
    private int quota = DEFAULTS.limits().quota();

    @Option(names = "--life-ms")
    private long lifeMs = DEFAULTS.limits().lifeMs();

    @Option(names = "--idle-ms")
    private long idleMs = DEFAULTS.limits().idleMs();

    @Option(names = "--speed", paramLabel = "FACTOR")
    private double speed = DEFAULTS.pace().speed();

    @Option(names = "--generation-speed", paramLabel = "FACTOR")
    private double generationSpeed = DEFAULTS.pace().generation();

    @Option(names = "--seed", description = "for the transcript of the user's speech")
    private long seed = DEFAULTS.transcription().seed();

    @Option(names = "--words", paramLabel = "FILE", description = "transcripts, a line each")
    private @Nullable Path words;

    @Option(names = "--forms", description = "documented, mix, mix:SEED or FORM,FORM...")
    private String forms = "documented";

    @Option(names = "--folder", description = "keeps the certificate")
    private @Nullable Path folder;

    SonicMain() {}

    /**
     * Starts the Nova Sonic stand-in, and prints one line with its ports when it is ready. Exits
     * with status 2 for an invalid option, with 1 if the stand-in cannot start.
     *
     * @param arguments {@code --name value} pairs, such as {@code --tls-port 8443}
     */
    public static void main(String[] arguments) {
        int status = new CommandLine(new SonicMain()).execute(arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    @Override
    public Integer call() {
        SonicStandIn.Config config = config();
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        SonicStandIn.start(vertx, config)
                .onSuccess(SonicMain::ready)
                .onFailure(
                        failure -> {
                            System.err.println("The Sonic stand-in cannot start: " + failure);
                            System.exit(1);
                        });
        return 0;
    }

    private static void ready(SonicStandIn standIn) {
        System.out.printf(
                "ready tlsPort=%d cleartextPort=%d controlPort=%d forms=%s trustStore=%s%n",
                standIn.tlsPort(),
                standIn.cleartextPort(),
                standIn.controlPort(),
                standIn.config().forms(),
                standIn.certificate().trustStore());
    }

    SonicStandIn.Config config() {
        try {
            List<String> lines = words == null ? List.of() : Files.readAllLines(words);
            SonicStandIn.Config config =
                    DEFAULTS.with(new SonicStandIn.Ports(tlsPort, cleartextPort, controlPort))
                            .with(
                                    new SonicStandIn.Limits(
                                            quota,
                                            lifeMs,
                                            idleMs,
                                            DEFAULTS.limits().streamsPerConnection()))
                            .with(new SonicStandIn.Pace(speed, generationSpeed))
                            .with(
                                    new SonicStandIn.Transcription(
                                            seed,
                                            lines.stream().filter(it -> !it.isBlank()).toList()))
                            .with(
                                    FormOrder.read(
                                            forms, ThreadLocalRandom.current().nextLong(MAX_SEED)));
            return folder == null ? config : config.with(folder);
        } catch (IOException | IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }
}
