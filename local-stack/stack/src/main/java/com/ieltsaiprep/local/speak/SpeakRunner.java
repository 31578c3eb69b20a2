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

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Command {@code ./run speak}: plays a WAV recording as the candidate's voice in a conversation
 * with Maya, the AI examiner, and prints a report.
 */
public final class SpeakRunner {
    private static final int COMPLETE = 0;
    private static final int INCOMPLETE = 1;
    private static final int USAGE = 2;

    /** Time limit of a conversation, s. */
    private static final int LIMIT_S = 3600;

    private final Stacks stacks;
    private final PrintStream out;
    private final PrintStream err;

    /**
     * Creates the command {@code ./run speak}.
     *
     * @param stacks provides the stack with which the conversation is held
     * @param out standard output: captions, progress and report
     * @param err standard error: reasons of failures
     */
    public SpeakRunner(Stacks stacks, PrintStream out, PrintStream err) {
        this.stacks = stacks;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the command {@code ./run speak} and blocks until the conversation is over, at most one
     * hour.
     *
     * @param arguments a WAV file and options; {@code --help} prints them
     * @return exit status of the process: 0 if the conversation was complete, 1 if it was not or
     *     could not be held, 2 if the arguments or the file are invalid
     */
    public int run(String... arguments) {
        return switch (SpeakOptions.parse(List.of(arguments))) {
            case SpeakOptions.Help _ -> {
                out.print(SpeakOptions.HELP);
                yield COMPLETE;
            }
            case SpeakOptions.Invalid(var why) -> {
                fail(why + " (see --help)");
                yield USAGE;
            }
            case SpeakOptions.Run(var options) -> run(options);
        };
    }

    private int run(SpeakOptions options) {
        List<Utterance> utterances;
        try {
            utterances = SpeechRecording.read(options.file()).utterances();
        } catch (IOException e) {
            fail(options.file() + ": " + e.getMessage());
            return USAGE;
        }
        try (Stacks.RunningStack stack = stacks.open(StackRequirements.ANY)) {
            return converse(stack.address(), options, utterances);
        } catch (StackUnavailableException | IOException e) {
            fail(String.valueOf(e.getMessage()));
            return INCOMPLETE;
        }
    }

    private void fail(String reason) {
        err.println("speak: " + Terminal.printable(reason));
    }

    private int converse(StackAddress stack, SpeakOptions options, List<Utterance> utterances)
            throws IOException {
        StackClient client = new StackClient(stack);
        WavRecorder recorder = new WavRecorder();
        Terminal terminal = new Terminal(out, isTerminal());
        ConversationResult result;
        try (CandidateRunner runner = new CandidateRunner(1, new EpochClock())) {
            SpeakingPlan plan = SpeakingPlan.interrupting(utterances, options.bargeInUs());
            result =
                    runner.start(
                                    client,
                                    plan,
                                    options.out() == null ? AudioSink.NONE : recorder,
                                    terminal)
                            .await(LIMIT_S, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new StackUnavailableException("the conversation did not end within an hour", e);
        } finally {
            terminal.done();
        }
        if (options.out() != null) {
            recorder.write(options.out());
        }
        printReport(new ConversationReport(result, measure(client, result)), options);
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

    private void printReport(ConversationReport report, SpeakOptions options) throws IOException {
        report.toTable().forEach(out::println);
        if (options.json() != null) {
            String text = report.toJson().toPrettyString() + System.lineSeparator();
            Files.writeString(options.json(), text, StandardCharsets.UTF_8);
        }
    }

    private static boolean isTerminal() {
        return Optional.ofNullable(System.console()).map(Console::isTerminal).orElse(false);
    }
}
