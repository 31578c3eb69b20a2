package com.ieltsaiprep.local.speak;

import com.ieltsaiprep.local.client.SpeakingPlan;

import org.jspecify.annotations.Nullable;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Options of the command {@code speak}.
 *
 * @param out where to write what was played; null if nowhere
 * @param json where to write the report; null if nowhere
 * @param bargeInUs how far into each reply to interrupt; {@link SpeakingPlan#NO_BARGE_IN} if not at
 *     all
 */
record SpeakOptions(Path file, @Nullable Path out, @Nullable Path json, long bargeInUs) {
    static final String HELP =
            """
            Usage: ./run speak FILE.wav [--out REPLY.wav] [--json REPORT.json] [--barge-in EVERY]

            Speaks a recording to Maya as a candidate would, in real time, and plays what she says.
            FILE.wav is cut at its pauses of 0.6 s. It has
              - at most 30 minutes and 512 MB,
              - 4 to 384 kHz and any number of channels, which are mixed,
              - PCM of 8 to 32 bits, float of 32 or 64 bits, A-law or mu-law,
            in RIFF, RF64 or BW64. If it is cut off, or its recorder was killed, it is played up to
            its end. ffmpeg -i FILE FILE.wav makes a WAV of other formats.

              --out REPLY.wav      write what was heard, 24 kHz, silence included
              --json REPORT.json   write the figures as JSON
              --barge-in EVERY     speak over Maya so far into each reply: 2, 1.5s, 800ms
              --help               show this

            Exit status: 0 if the conversation was complete, 1 if it was not, 2 for a wrong option
            or a file that cannot be played.
            """;

    private static final Pattern TIME = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)(s|ms)?");
    private static final long MIN_BARGE_IN_US = 100_000;
    private static final long MAX_BARGE_IN_US = 600_000_000;

    /** Result of parsing the arguments. */
    sealed interface ParseResult {}

    /** Valid options. */
    record Run(SpeakOptions options) implements ParseResult {}

    /** Request for the help text. */
    record Help() implements ParseResult {}

    /** Invalid arguments, with the reason in one line. */
    record Invalid(String why) implements ParseResult {}

    static ParseResult parse(List<String> arguments) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            return new Help();
        }
        try {
            return new Run(read(arguments.iterator()));
        } catch (IllegalArgumentException e) {
            return new Invalid(String.valueOf(e.getMessage()));
        }
    }

    private static SpeakOptions read(Iterator<String> arguments) {
        Path file = null;
        Path out = null;
        Path json = null;
        long bargeInUs = SpeakingPlan.NO_BARGE_IN;
        while (arguments.hasNext()) {
            String argument = arguments.next();
            switch (argument) {
                case "--out" -> out = target(argument, arguments);
                case "--json" -> json = target(argument, arguments);
                case "--barge-in" -> bargeInUs = time(value(argument, arguments));
                default -> {
                    if (argument.startsWith("-")) {
                        throw new IllegalArgumentException("unknown option " + argument);
                    }
                    if (file != null) {
                        throw new IllegalArgumentException("one file at a time, please");
                    }
                    file = Path.of(argument);
                }
            }
        }
        if (file == null) {
            throw new IllegalArgumentException("which FILE.wav?");
        }
        return new SpeakOptions(file, out, json, bargeInUs);
    }

    private static String value(String option, Iterator<String> arguments) {
        if (!arguments.hasNext()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return arguments.next();
    }

    /** Checks the folder now: after the conversation it would be too late. */
    private static Path target(String option, Iterator<String> arguments) {
        Path path = Path.of(value(option, arguments)).toAbsolutePath();
        if (path.getParent() == null || !Files.isDirectory(path.getParent())) {
            throw new IllegalArgumentException(option + ": no folder to write " + path + " in");
        }
        return path;
    }

    private static long time(String text) {
        Matcher time = TIME.matcher(text);
        if (time.matches()) {
            double unitUs = "ms".equals(time.group(2)) ? 1e3 : 1e6;
            long us = Math.round(Double.parseDouble(time.group(1)) * unitUs);
            if (us >= MIN_BARGE_IN_US && us <= MAX_BARGE_IN_US) {
                return us;
            }
        }
        throw new IllegalArgumentException(
                "--barge-in is \"" + text + "\", but must be 100ms to 600s, such as 2 or 1.5s");
    }
}
