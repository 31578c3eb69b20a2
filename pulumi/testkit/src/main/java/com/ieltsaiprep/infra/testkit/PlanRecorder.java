package com.ieltsaiprep.infra.testkit;

import com.ieltsaiprep.infra.testkit.engine.StackState;
import com.ieltsaiprep.infra.testkit.plan.GraphPicture;
import com.ieltsaiprep.infra.testkit.plan.Plan;
import com.ieltsaiprep.infra.testkit.plan.PlanFile;
import com.ieltsaiprep.infra.testkit.program.PackageStub;
import com.ieltsaiprep.infra.testkit.program.ProgramCommand;
import com.ieltsaiprep.infra.testkit.program.ProgramHost;
import com.ieltsaiprep.infra.testkit.program.StackConfig;
import com.ieltsaiprep.infra.testkit.program.StackConfigReader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Recorder of plans: runs the real program of the repository against the engine. */
public final class PlanRecorder {
    /** Main class of the program. */
    public static final String MAIN_CLASS = "com.ieltsaiprep.infra.Main";

    private static final Duration DEADLINE = Duration.ofMinutes(2);
    private static final String PLANS = "testkit/src/test/resources/plans";
    private static final String PICTURES = "../docs/images";
    private static final String PACKAGES = "../target/plan/package";

    private final Path folder;
    private final ProgramHost host;

    /**
     * Creates a recorder.
     *
     * @param folder folder of the program, with its {@code Pulumi.yaml}
     * @param classPath class path of the program
     */
    public PlanRecorder(Path folder, String classPath) {
        this.folder = folder;
        this.host = new ProgramHost(folder, ProgramCommand.java(classPath, MAIN_CLASS), DEADLINE);
    }

    /** Returns the configuration of a stack, with the stub of the packaged artifacts. */
    public StackConfig config(String stack) {
        PackageStub.write(folder.resolve(PACKAGES));
        return StackConfigReader.read(folder, stack).with("packages", PACKAGES);
    }

    /** Returns the host that runs the program. */
    public ProgramHost host() {
        return host;
    }

    /**
     * Records the plan of a stack.
     *
     * @throws IllegalStateException if the program failed or the engine refused it, with the reason
     */
    public Plan record(String stack) {
        StackState state = host.up(config(stack)).completeState();
        return Plan.of(stack, state);
    }

    /** Returns the file of a stack's golden plan. */
    public Path goldenFile(String stack) {
        return folder.resolve(PLANS).resolve(stack + ".json");
    }

    /** Reads the golden plan of a stack. */
    public Plan golden(String stack) {
        return PlanFile.read(goldenFile(stack), stack);
    }

    /** Returns the picture of a stack's components in the documentation. */
    Path picture(String stack) {
        return folder.resolve(PICTURES).resolve("plan-" + stack + ".svg");
    }

    /** Writes the picture of a plan's components into the documentation. */
    void writePicture(Plan plan) {
        try {
            Files.writeString(picture(plan.stack()), GraphPicture.svg(plan));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
