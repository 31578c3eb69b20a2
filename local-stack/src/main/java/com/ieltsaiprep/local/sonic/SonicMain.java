package com.ieltsaiprep.local.sonic;

import io.vertx.core.Vertx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The Sonic stand-in as a process of its own; prints one line when it is ready. */
public final class SonicMain {
    private static final String USAGE =
            """
            Options, each with a value:
              --tls-port, --cleartext-port, --control-port   default: free ones
              --quota STREAMS, --life-ms, --idle-ms          default: 20, 480000, 55000
              --speed FACTOR, --generation-speed FACTOR      default: 1, 3
              --seed NUMBER, --words FILE                    what is written down of what is heard
              --folder FOLDER                                keeps the certificate
            """;

    private SonicMain() {}

    /** Starts it; ends with status 2 if an option is wrong, with 1 if it cannot start. */
    public static void main(String[] arguments) {
        SonicStandIn.Config config;
        try {
            config = config(arguments);
        } catch (IOException | IllegalArgumentException e) {
            System.err.println(e.getMessage() + System.lineSeparator() + USAGE);
            System.exit(2);
            return;
        }
        SonicStandIn.start(Vertx.vertx(), config)
                .onSuccess(
                        standIn ->
                                System.out.printf(
                                        "ready tlsPort=%d cleartextPort=%d controlPort=%d"
                                                + " trustStore=%s%n",
                                        standIn.tlsPort(),
                                        standIn.cleartextPort(),
                                        standIn.controlPort(),
                                        standIn.certificate().trustStore()))
                .onFailure(
                        failure -> {
                            System.err.println("The Sonic stand-in cannot start: " + failure);
                            System.exit(1);
                        });
    }

    static SonicStandIn.Config config(String[] arguments) throws IOException {
        Map<String, String> given = options(arguments);
        SonicStandIn.Config defaults = SonicStandIn.Config.defaults();
        SonicStandIn.Config config =
                defaults.with(
                                new SonicStandIn.Ports(
                                        number(given, "--tls-port", 0),
                                        number(given, "--cleartext-port", 0),
                                        number(given, "--control-port", 0)))
                        .with(
                                new SonicStandIn.Limits(
                                        number(given, "--quota", defaults.limits().quota()),
                                        number(given, "--life-ms", 480_000),
                                        number(given, "--idle-ms", 55_000),
                                        defaults.limits().streamsPerConnection()))
                        .with(
                                new SonicStandIn.Pace(
                                        factor(given, "--speed", defaults.pace().speed()),
                                        factor(
                                                given,
                                                "--generation-speed",
                                                defaults.pace().generation())))
                        .with(new SonicStandIn.Hearing(number(given, "--seed", 1), words(given)));
        String folder = given.remove("--folder");
        if (!given.isEmpty()) {
            throw new IllegalArgumentException(
                    "Unknown option " + given.keySet().iterator().next());
        }
        return folder == null ? config : config.with(Path.of(folder));
    }

    private static Map<String, String> options(String[] arguments) {
        if (arguments.length % 2 != 0) {
            throw new IllegalArgumentException("Every option takes one value");
        }
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        return options;
    }

    private static int number(Map<String, String> given, String option, int otherwise) {
        String value = given.remove(option);
        return value == null ? otherwise : Integer.parseInt(value);
    }

    private static double factor(Map<String, String> given, String option, double otherwise) {
        String value = given.remove(option);
        return value == null ? otherwise : Double.parseDouble(value);
    }

    private static List<String> words(Map<String, String> given) throws IOException {
        String file = given.remove("--words");
        return file == null
                ? List.of()
                : Files.readAllLines(Path.of(file)).stream().filter(it -> !it.isBlank()).toList();
    }
}
