package com.ieltsaiprep.gateway.simulation;

import com.ieltsaiprep.gateway.simulation.world.Fault;
import com.ieltsaiprep.gateway.simulation.world.Plants;

import org.jspecify.annotations.Nullable;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Runs a world again: in words for a person, and in another JVM. */
final class Replay {
    private static final String NO_FAULTS = "none";

    private Replay() {}

    /** The one command that runs it again. */
    static String command(Simulation simulation) {
        String faults = Fault.write(simulation.faults());
        return "mvn -q -o -pl sonic-gateway -am test -Dtest=SimulationTest -Dsimulation.seed="
                + simulation.seed()
                + " -Dsimulation.faults="
                + (faults.isEmpty() ? NO_FAULTS : faults)
                + " -Dsurefire.failIfNoSpecifiedTests=false";
    }

    /** The world of a seed, with the faults it has by itself, or these. */
    static Simulation of(long seed, @Nullable String faults) {
        Simulation simulation = Simulation.of(seed);
        return faults == null ? simulation : simulation.with(Fault.read(faults));
    }

    /** What becomes of it in a JVM of its own: hash and broken rule. */
    static String inAnotherJvm(Simulation simulation) throws IOException {
        Process jvm =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Replay.class.getName(),
                                Long.toString(simulation.seed()),
                                simulation.plants().toString(),
                                Fault.write(simulation.faults()))
                        .redirectErrorStream(true)
                        .start();
        try (BufferedReader lines = jvm.inputReader()) {
            return String.join("\n", lines.lines().toList());
        }
    }

    /** The same in this JVM. */
    static String here(Simulation simulation) {
        Simulation.Result result = simulation.run();
        return Long.toHexString(result.hash()) + " " + result.rule();
    }

    /** Runs the world of a seed with a planted bug and faults, and prints what became of it. */
    public static void main(String[] arguments) {
        List<Fault> faults = Fault.read(arguments[2]);
        Plants plants = Bug.named(arguments[1]);
        System.out.println(here(new Simulation(Long.parseLong(arguments[0]), faults, plants)));
    }
}
