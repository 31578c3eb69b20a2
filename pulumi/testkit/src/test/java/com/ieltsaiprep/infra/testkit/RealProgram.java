package com.ieltsaiprep.infra.testkit;

import java.nio.file.Path;

/** The program of this repository, as the module before this one has built it. */
final class RealProgram {
    private RealProgram() {}

    static PlanRecorder recorder() {
        return new PlanRecorder(folder(), System.getProperty("java.class.path"));
    }

    static Path folder() {
        return Path.of("..").toAbsolutePath().normalize();
    }
}
