package com.ieltsaiprep.local.speak;

import com.ieltsaiprep.local.client.AudioSink;
import com.ieltsaiprep.local.client.ConversationReport;
import com.ieltsaiprep.local.client.ConversationResult;
import com.ieltsaiprep.local.client.EpochClock;
import com.ieltsaiprep.local.client.Latencies;
import com.ieltsaiprep.local.client.SpeakingPlan;
import com.ieltsaiprep.local.client.SpeechRecording;
import com.ieltsaiprep.local.client.StackUnavailableException;
import com.ieltsaiprep.local.client.Utterance;
import com.ieltsaiprep.local.client.WavRecorder;
import com.ieltsaiprep.local.control.StackClient;
import com.ieltsaiprep.local.control.StackRequirements;
import com.ieltsaiprep.local.control.Stacks;
import com.ieltsaiprep.local.stack.StackAddress;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Command {@code ./run speak}: plays a WAV recording as the candidate's voice in a conversation
 * with Maya, the AI examiner, and prints a report.
 */
@Command(
        name = "speak",
        header = "talks to Maya with a WAV as the candidate's voice",
        description = {
            "Speaks a recording to Maya as a candidate would, in real time, and plays what she"
                    + " says.",
            "FILE.wav is cut at its pauses of 0.6 s. It has",
            "  - at most 30 minutes and 512 MB,",
            "  - 4 to 384 kHz and any number of channels, which are mixed,",
            "  - PCM of 8 to 32 bits, float of 32 or 64 bits, A-law or mu-law,",
            "in RIFF, RF64 or BW64. If it is cut off, or its recorder was killed, it is played up"
                    + " to",
            "its end. ffmpeg -i FILE FILE.wav makes a WAV of other formats."
        },
        footer = {
            "Exit status: 0 if the conversation was complete, 1 if it was not, 2 for a wrong"
                    + " option",
            "or a file that cannot be played."
        })
public final class SpeakRunner implements Callable<Integer> {
    private static final int COMPLETE = 0;
    private static final int INCOMPLETE = 1;
    private static final Pattern TIME = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)(s|ms)?");
    private static final long MIN_BARGE_IN_US = 100_000;
    private static final long MAX_BARGE_IN_US = 600_000_000;

    /** Time limit of a conversation, s. */
    private static final int LIMIT_S = 3600;

    private final Stacks stacks;
    private final PrintStream out;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "FILE.wav")
    private Path file;

    @Option(
            names = "--out",
            paramLabel = "REPLY.wav",
            converter = TargetFile.class,
            description = "write what was heard, 24 kHz, silence included")
    private @Nullable Path wav;

    @Option(
            names = "--json",
            paramLabel = "REPORT.json",
            converter = TargetFile.class,
            description = "write the figures as JSON")
    private @Nullable Path json;

    @Option(
            names = "--barge-in",
            paramLabel = "EVERY",
            converter = BargeInTime.class,
            description = "speak over Maya so far into each reply: 2, 1.5s, 800ms")
    private long bargeInUs = SpeakingPlan.NO_BARGE_IN;

    /**
     * Creates the command {@code ./run speak}.
     *
     * @param stacks provides the stack with which the conversation is held
     * @param out standard output: captions, progress and report
     */
    public SpeakRunner(Stacks stacks, PrintStream out) {
        this.stacks = stacks;
        this.out = out;
    }

    /** Writable file, whose folder is checked now: after the conversation it would be too late. */
    static final class TargetFile implements ITypeConverter<Path> {
        @Override
        public Path convert(String value) {
            Path path = Path.of(value).toAbsolutePath();
            if (path.getParent() == null || !Files.isDirectory(path.getParent())) {
                throw new TypeConversionException("no folder to write " + path + " in");
            }
            return path;
        }
    }

    /** Time within a reply, read as µs. */
    static final class BargeInTime implements ITypeConverter<Long> {
        @Override
        public Long convert(String value) {
            Matcher time = TIME.matcher(value);
            if (time.matches()) {
                double unitUs = "ms".equals(time.group(2)) ? 1e3 : 1e6;
                long us = Math.round(Double.parseDouble(time.group(1)) * unitUs);
                if (us >= MIN_BARGE_IN_US && us <= MAX_BARGE_IN_US) {
                    return us;
                }
            }
            throw new TypeConversionException(
                    "\"" + value + "\" must be 100ms to 600s, such as 2 or 1.5s");
        }
    }

    /**
     * Holds the conversation and blocks until it is over, at most one hour.
     *
     * @return exit status of the process: 0 if the conversation was complete, 1 if it was not
     */
    @Override
    public Integer call() throws IOException {
        List<Utterance> utterances;
        try {
            utterances = SpeechRecording.read(file).utterances();
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), file + ": " + e.getMessage(), e);
        }
        try (Stacks.RunningStack stack = stacks.open(StackRequirements.ANY)) {
            return converse(stack.address(), utterances);
        }
    }

    private int converse(StackAddress stack, List<Utterance> utterances) throws IOException {
        StackClient client = new StackClient(stack);
        WavRecorder recorder = new WavRecorder();
        Terminal terminal = new Terminal(out, isTerminal());
        ConversationResult result;
        try (CandidateRunner runner = new CandidateRunner(1, new EpochClock())) {
            SpeakingPlan plan = SpeakingPlan.interrupting(utterances, bargeInUs);
            result =
                    runner.start(client, plan, wav == null ? AudioSink.NONE : recorder, terminal)
                            .await(LIMIT_S, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new StackUnavailableException("the conversation did not end within an hour", e);
        } finally {
            terminal.done();
        }
        if (wav != null) {
            recorder.write(wav);
        }
        printReport(new ConversationReport(result, measure(client, result)));
        return result.isComplete() ? COMPLETE : INCOMPLETE;
    }

    private static Latencies measure(StackClient client, ConversationResult result) {
        try {
            return Latencies.of(
                    result,
                    client.sonic()
                            .map(sonic -> sonic.marks(result.overview().sessionId()))
                            .orElse(null));
        } catch (StackUnavailableException _) {
            // The stack stopped in mid-conversation; the report says so by the close code.
            return Latencies.of(result, null);
        }
    }

    private void printReport(ConversationReport report) throws IOException {
        report.toTable().forEach(out::println);
        if (json != null) {
            String text = report.toJson().toPrettyString() + System.lineSeparator();
            Files.writeString(json, text, StandardCharsets.UTF_8);
        }
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }
}
