package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.control.Stacks;
import com.ieltsaiprep.local.verify.VerificationRunner;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

import picocli.CommandLine;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Verification of the local stack, which is made of the same parts as a deployment. */
@ResourceLock(StackExtension.LOCK)
final class DeploymentVerificationIT {
    @RegisterExtension static final StackExtension STACK = new StackExtension();

    @Test
    void passesTheLocalStackAndSaysWhatIsNotChecked() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);

        new CommandLine(
                        new VerificationRunner(
                                _ -> new SharedStack(STACK.address()), _ -> null, print))
                .execute("--local");

        String report = out.toString(StandardCharsets.UTF_8);
        // The page may not be built yet when this runs.
        assertThat(report.lines().filter(line -> line.startsWith("FAILED")))
                .allMatch(row -> row.startsWith("FAILED  page "));
        assertThat(report)
                .contains("ok      health", "ok      writing tests", "ok      upgrade")
                .contains("bare upgrade: 400", "unknown ticket: 401")
                .containsPattern("skipped +tls +all +plain HTTP")
                .containsPattern("skipped +model +all");
    }

    /** Stack that goes on running. */
    private record SharedStack(StackAddress address) implements Stacks.RunningStack {
        @Override
        public void close() {}
    }
}
