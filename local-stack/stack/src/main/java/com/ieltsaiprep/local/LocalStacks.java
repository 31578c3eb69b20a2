package com.ieltsaiprep.local;

import com.ieltsaiprep.local.client.StackUnavailableException;
import com.ieltsaiprep.local.control.StackRequirements;
import com.ieltsaiprep.local.control.Stacks;
import com.ieltsaiprep.local.stack.Fleet;
import com.ieltsaiprep.local.stack.OperatorCommands;
import com.ieltsaiprep.local.stack.Stack;
import com.ieltsaiprep.local.stack.StackAddress;
import com.ieltsaiprep.local.stack.StackException;
import com.ieltsaiprep.local.stack.StackFile;
import com.ieltsaiprep.local.stack.StackOptions;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Stack provider: reuses the stack of {@code ./run} if it runs, or starts a temporary one beside
 * it.
 */
final class LocalStacks implements Stacks {
    private final Path root;
    private final PrintStream out;

    LocalStacks(Path root, PrintStream out) {
        this.root = root;
        this.out = out;
    }

    @Override
    public Stacks.RunningStack open(StackRequirements requirements) {
        StackOptions options = StackOptions.defaults(root);
        if (requirements.equals(StackRequirements.ANY)) {
            Optional<StackFile.Entry> running = new StackFile(options.stackFile()).read();
            if (running.isPresent()) {
                return new SharedStack(running.get().address());
            }
        }
        out.println("starting a stack");
        return OwnStack.start(
                options.isolatedIn(root.resolve("target/run-aside"))
                        .withSonicArguments(requirements.sonicArguments().toArray(String[]::new))
                        .withGateways(requirements.gateways(), requirements.gatewaySettings()),
                out);
    }

    /**
     * Returns the operators' commands on the stack of {@code ./run}; throws if that does not run.
     */
    static OperatorCommands operators(Path root) {
        return new StackFile(StackOptions.defaults(root).stackFile())
                .read()
                .map(running -> running.address().functions())
                .map(functions -> OperatorCommands.of(functions.config()))
                .orElseThrow(() -> new StackException("no stack runs; start it by ./run"));
    }

    private record SharedStack(StackAddress address) implements Stacks.RunningStack {
        @Override
        public boolean isShared() {
            return true;
        }

        @Override
        public void close() {}
    }

    /** Temporary stack, which a shutdown hook stops if this program ends early. */
    private record OwnStack(Stack stack, Thread hook) implements Stacks.RunningStack {
        static OwnStack start(StackOptions options, PrintStream out) {
            try {
                Stack stack = Stack.start(options, out::println);
                Thread hook = new Thread(stack::close, "stop");
                Runtime.getRuntime().addShutdownHook(hook);
                return new OwnStack(stack, hook);
            } catch (StackException e) {
                throw new StackUnavailableException(String.valueOf(e.getMessage()), e);
            }
        }

        @Override
        public StackAddress address() {
            return stack.entry().address();
        }

        @Override
        public Optional<Fleet> fleet() {
            return stack.fleet();
        }

        @Override
        public void close() {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException _) {
                return;
            }
            stack.close();
        }
    }
}
