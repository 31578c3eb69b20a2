package com.ieltsaiprep.local.client;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;

/** The core of the protocol's client has no I/O, no thread, no clock and no randomness. */
@AnalyzeClasses(
        packages = "com.ieltsaiprep.local.client",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String CORE =
            ".*\\.(ProtocolClient|ReconnectPolicy|ConnectionWatchdog|ReplayBuffer|ResumeState"
                    + "|PlayoutModel|Reply|Candidate|TurnTaking|Microphone)";

    @ArchTest
    static final ArchRule theCoreDoesNoInputOrOutput =
            noClasses()
                    .that()
                    .haveNameMatching(CORE)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.vertx..", "io.netty..", "java.net..", "java.nio.file..");

    @ArchTest
    static final ArchRule theCoreIsGivenTimeAndRandomness =
            noClasses()
                    .that()
                    .haveNameMatching(CORE)
                    .should()
                    .dependOnClassesThat()
                    .belongToAnyOf(Clock.class, Thread.class, ThreadLocalRandom.class)
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis");
}
