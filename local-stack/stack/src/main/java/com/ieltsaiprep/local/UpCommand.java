package com.ieltsaiprep.local;

import com.ieltsaiprep.local.sonic.FormOrder;
import com.ieltsaiprep.local.stack.Stack;
import com.ieltsaiprep.local.stack.StackAddress;
import com.ieltsaiprep.local.stack.StackException;
import com.ieltsaiprep.local.stack.StackFile;
import com.ieltsaiprep.local.stack.StackOptions;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;

/** {@code ./run up}, the default: starts the whole stack and runs it until Ctrl-C. */
@Command(
        name = UpCommand.NAME,
        header = "the whole stack, until Ctrl-C; the default",
        description = {
            "Starts Redis, DynamoDB, the Sonic and mail stand-ins, the gateway, the API in",
            "three regions and the page; prints where to point the browser, and an account",
            "to sign in with. Ctrl-C stops it all."
        })
final class UpCommand implements Callable<Integer> {
    static final String NAME = "up";

    private final Path root;
    private final PrintStream out;

    @Option(
            names = "--words",
            paramLabel = "FILE",
            converter = ReadableFile.class,
            description = "what the stand-in transcribes as the candidate's words")
    private @Nullable Path words;

    @Option(
            names = "--forms",
            paramLabel = "FORMS",
            converter = OrderedForms.class,
            description = {
                "how the stand-in deviates from Nova Sonic's documentation, as recorded",
                "sessions do: documented, mix, mix:SEED or FORM,FORM (docs/sonic-model.md)"
            })
    private FormOrder forms = FormOrder.of();

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "a stack beside another: its files in DIR, any free ports")
    private @Nullable Path folder;

    UpCommand(Path root, PrintStream out) {
        this.root = root;
        this.out = out;
    }

    /** File that can be read. */
    static final class ReadableFile implements ITypeConverter<Path> {
        @Override
        public Path convert(String value) {
            Path file = Path.of(value).toAbsolutePath();
            if (!Files.isReadable(file)) {
                throw new TypeConversionException("cannot read " + file);
            }
            return file;
        }
    }

    /** Order of forms. */
    static final class OrderedForms implements ITypeConverter<FormOrder> {
        private static final long MAX_SEED = 1_000_000;

        @Override
        public FormOrder convert(String value) {
            try {
                return FormOrder.read(value, ThreadLocalRandom.current().nextLong(MAX_SEED));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }
    }

    @Override
    public Integer call() {
        StackOptions options =
                StackOptions.defaults(root).withSonicArguments("--forms", forms.toString());
        if (words != null) {
            options = options.withSonicArguments("--words", words.toString());
        }
        runUntilInterrupted(folder == null ? options : options.isolatedIn(folder));
        return 0;
    }

    private void runUntilInterrupted(StackOptions options) {
        new StackFile(options.stackFile())
                .read()
                .ifPresent(
                        running -> {
                            throw new StackException(
                                    "the stack runs already, at " + running.address().web());
                        });
        Stack stack = Stack.start(options, line -> out.println("run: " + line));
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close, "stop"));
        StackAddress at = stack.entry().address();
        out.println("ready  " + at.web());
        StackAddress.Functions demo = Objects.requireNonNull(at.functions());
        out.println("       sign in as " + demo.email() + " with " + demo.password());
        out.println("       e-mail to other addresses is at " + at.controls().mail() + "/mails");
        out.println("       the stand-in has the forms " + forms);
        out.println("       logs in " + options.folder() + ", Ctrl-C stops it");
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
