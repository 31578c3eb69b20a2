package com.ieltsaiprep.local.simulation;

import com.ieltsaiprep.local.simulation.world.InjectedFault;
import com.ieltsaiprep.local.simulation.world.PortInterceptor;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Replay of a run: by a command for the developer, in this JVM or in another. */
final class SimulationReplay {
    private static final String NO_FAULTS = "none";

    private SimulationReplay() {}

    /** Returns the Maven command that replays the run. */
    static String command(Simulation simulation) {
        String faults = InjectedFault.write(simulation.faults());
        return "mvn -q -o -pl local-stack/simulation -am test -Dtest=SimulationTest"
                + " -Dsimulation.seed="
                + simulation.seed()
                + " -Dsimulation.faults="
                + (faults.isEmpty() ? NO_FAULTS : faults)
                + " -Dsurefire.failIfNoSpecifiedTests=false";
    }

    /** Creates the run of a seed, with its own faults or, unless null, the given ones. */
    static Simulation simulation(long seed, @Nullable String faults) {
        Simulation simulation = Simulation.of(seed);
        return faults == null ? simulation : simulation.withFaults(InjectedFault.read(faults));
    }

    /** Runs the simulation in a new JVM and returns the trace's hash and the violated invariant. */
    static String runInNewJvm(Simulation simulation) throws IOException {
        Process jvm =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                SimulationReplay.class.getName(),
                                Long.toString(simulation.seed()),
                                simulation.interceptor().toString(),
                                InjectedFault.write(simulation.faults()))
                        .redirectErrorStream(true)
                        .start();
        try (BufferedReader lines = jvm.inputReader()) {
            return String.join("\n", lines.lines().toList());
        }
    }

    /** Runs the simulation in this JVM; returns the same as {@link #runInNewJvm}. */
    static String runInThisJvm(Simulation simulation) {
        Simulation.Result result = simulation.run();
        return Long.toHexString(result.hash()) + " " + result.violatedInvariant();
    }

    /** Runs the seed, planted bug and faults in the arguments, and prints the result. */
    public static void main(String[] arguments) {
        List<InjectedFault> faults = InjectedFault.read(arguments[2]);
        PortInterceptor interceptor = PlantedBug.withName(arguments[1]);
        System.out.println(
                runInThisJvm(new Simulation(Long.parseLong(arguments[0]), faults, interceptor)));
    }
}
