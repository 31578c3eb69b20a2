package com.ieltsaiprep.local.simulation;

import com.ieltsaiprep.local.model.Form;
import com.ieltsaiprep.local.simulation.world.InjectedFault;
import com.ieltsaiprep.local.simulation.world.PortInterceptor;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

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
                + simulation.form().map(form -> " -Dsimulation.form=" + form).orElse("")
                + " -Dsurefire.failIfNoSpecifiedTests=false";
    }

    /** Creates the run of a seed, with its own faults or, unless null, the given ones. */
    static Simulation simulation(long seed, @Nullable String faults) {
        String form = System.getProperty("simulation.form");
        Simulation drawn = Simulation.of(seed);
        Simulation simulation = form == null ? drawn : drawn.withForm(Form.valueOf(form));
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
                                InjectedFault.write(simulation.faults()),
                                simulation.form().map(Form::name).orElse(""))
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

    /** Runs the seed, planted bug, faults and form in the arguments, and prints the result. */
    public static void main(String[] arguments) {
        List<InjectedFault> faults = InjectedFault.read(arguments[2]);
        PortInterceptor interceptor = PlantedBug.withName(arguments[1]);
        Optional<Form> form =
                arguments[3].isEmpty() ? Optional.empty() : Optional.of(Form.valueOf(arguments[3]));
        System.out.println(
                runInThisJvm(
                        new Simulation(Long.parseLong(arguments[0]), faults, interceptor, form)));
    }
}
