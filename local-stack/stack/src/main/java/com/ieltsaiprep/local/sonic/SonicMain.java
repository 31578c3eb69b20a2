package com.ieltsaiprep.local.sonic;

import com.ieltsaiprep.local.wire.CommandLineOptions;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Program that runs the Nova Sonic stand-in, a local replacement of the speech model, in a process
 * of its own.
 */
public final class SonicMain {
    private static final String USAGE =
            """
            Options, each with a value:
              --tls-port, --cleartext-port, --control-port   default: free ones
              --quota STREAMS, --life-ms, --idle-ms          default: 20, 480000, 55000
              --speed FACTOR, --generation-speed FACTOR      default: 1, 3
              --seed NUMBER, --words FILE                    for the transcript of the user's speech
              --forms documented|mix[:SEED]|FORM,FORM...     default: documented
              --folder FOLDER                                keeps the certificate
            """;

    private static final long MAX_SEED = 1_000_000;

    private SonicMain() {}

    /**
     * Starts the Nova Sonic stand-in, and prints one line with its ports when it is ready. Exits
     * with status 2 for an invalid option, with 1 if the stand-in cannot start.
     *
     * @param arguments {@code --name value} pairs, such as {@code --tls-port 8443}
     */
    public static void main(String[] arguments) {
        SonicStandIn.Config config;
        try {
            config = config(new CommandLineOptions(arguments));
        } catch (IOException | IllegalArgumentException e) {
            System.err.println(e.getMessage() + System.lineSeparator() + USAGE);
            System.exit(2);
            return;
        }
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        SonicStandIn.start(vertx, config)
                .onSuccess(SonicMain::ready)
                .onFailure(
                        failure -> {
                            System.err.println("The Sonic stand-in cannot start: " + failure);
                            System.exit(1);
                        });
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

    static SonicStandIn.Config config(CommandLineOptions options) throws IOException {
        SonicStandIn.Ports ports =
                new SonicStandIn.Ports(
                        (int) options.number("--tls-port", 0),
                        (int) options.number("--cleartext-port", 0),
                        (int) options.number("--control-port", 0));
        SonicStandIn.Limits limits =
                new SonicStandIn.Limits(
                        (int) options.number("--quota", 20),
                        options.number("--life-ms", 480_000),
                        options.number("--idle-ms", 55_000),
                        128);
        SonicStandIn.Pace pace =
                new SonicStandIn.Pace(
                        options.factor("--speed", 1), options.factor("--generation-speed", 3));
        SonicStandIn.Transcription hearing =
                new SonicStandIn.Transcription(
                        options.number("--seed", 1), words(options.text("--words")));
        FormOrder forms =
                FormOrder.read(
                        Objects.requireNonNullElse(options.text("--forms"), "documented"),
                        ThreadLocalRandom.current().nextLong(MAX_SEED));
        String folder = options.text("--folder");
        options.requireNoneLeft();
        SonicStandIn.Config config =
                SonicStandIn.Config.defaults()
                        .with(ports)
                        .with(limits)
                        .with(pace)
                        .with(hearing)
                        .with(forms);
        return folder == null ? config : config.with(Path.of(folder));
    }

    private static List<String> words(@Nullable String file) throws IOException {
        return file == null
                ? List.of()
                : Files.readAllLines(Path.of(file)).stream().filter(it -> !it.isBlank()).toList();
    }
}
