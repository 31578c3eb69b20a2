package com.ieltsaiprep.gateway;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** Dependencies between packages, and the places of I/O, clocks and randomness. */
@AnalyzeClasses(
        packages = "com.ieltsaiprep.gateway",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] PURE = {
        "..gateway.protocol..",
        "..gateway.audio..",
        "..gateway.sonic.event..",
        "..gateway.exam..",
        "..gateway.capsule..",
        "..gateway.conversation.."
    };

    @ArchTest static final ArchRule packagesKnowOnlyWhatTheyMay = layers();

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("com.ieltsaiprep.gateway.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule pureCodeDoesNoInputOrOutput =
            noClasses()
                    .that()
                    .resideInAnyPackage(PURE)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.vertx..",
                            "io.netty..",
                            "software.amazon..",
                            "io.micrometer..",
                            "java.net..",
                            "java.nio.file..");

    @ArchTest
    static final ArchRule nothingKnowsTheLocalStack =
            noClasses().should().dependOnClassesThat().resideInAPackage("com.ieltsaiprep.local..");

    @ArchTest
    static final ArchRule clocksAndTheEnvironmentEnterInMain =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName(Main.class.getName())
                    .should()
                    .callMethod(System.class, "getenv")
                    .orShould()
                    .callMethod(System.class, "getenv", String.class)
                    .orShould()
                    .callMethod(System.class, "getProperty", String.class)
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule randomnessEntersInMain =
            noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName(Main.class.getName())
                    .should()
                    .callMethod(UUID.class, "randomUUID")
                    .orShould()
                    .callMethod(Math.class, "random")
                    .orShould()
                    .callMethod(ThreadLocalRandom.class, "current")
                    .orShould()
                    .callConstructor(Random.class)
                    .orShould()
                    .callConstructor(SecureRandom.class);

    @ArchTest
    static final ArchRule whatIsLoggedOrMeasuredHasNoContent =
            noClasses()
                    .that()
                    .resideInAPackage("..gateway.ops..")
                    .or()
                    .implement(com.ieltsaiprep.gateway.socket.SocketObserver.class)
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    "..gateway.protocol..",
                                    "..gateway.sonic.event..",
                                    "..gateway.audio..",
                                    "..gateway.exam.."));

    /** Returns the allowed dependencies between packages. */
    private static LayeredArchitecture layers() {
        return Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("com.ieltsaiprep.gateway..")
                .withOptionalLayers(true)
                .layer("main")
                .definedBy("com.ieltsaiprep.gateway")
                .layer("protocol")
                .definedBy("..gateway.protocol..")
                .layer("audio")
                .definedBy("..gateway.audio..")
                .layer("sonic.event")
                .definedBy("..gateway.sonic.event..")
                .layer("exam")
                .definedBy("..gateway.exam..")
                .layer("capsule")
                .definedBy("..gateway.capsule..")
                .layer("warmup")
                .definedBy("..gateway.warmup..")
                .layer("conversation")
                .definedBy("..gateway.conversation")
                .layer("conversation.port")
                .definedBy("..gateway.conversation.port..")
                .layer("sonic.bedrock")
                .definedBy("..gateway.sonic.bedrock..")
                .layer("fleet")
                .definedBy("..gateway.fleet..")
                .layer("socket")
                .definedBy("..gateway.socket..")
                .layer("ops")
                .definedBy("..gateway.ops..")
                .whereLayer("main")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("protocol")
                .mayNotAccessAnyLayer()
                .whereLayer("audio")
                .mayNotAccessAnyLayer()
                .whereLayer("sonic.event")
                .mayNotAccessAnyLayer()
                .whereLayer("exam")
                .mayNotAccessAnyLayer()
                .whereLayer("capsule")
                .mayOnlyAccessLayers("exam")
                .whereLayer("warmup")
                .mayOnlyAccessLayers("protocol")
                .whereLayer("conversation")
                .mayOnlyAccessLayers(
                        "conversation.port", "protocol", "audio", "sonic.event", "exam", "capsule")
                .whereLayer("conversation.port")
                .mayOnlyAccessLayers("protocol", "sonic.event")
                .whereLayer("sonic.bedrock")
                .mayOnlyAccessLayers("conversation.port", "sonic.event")
                .whereLayer("fleet")
                .mayOnlyAccessLayers("conversation.port")
                .whereLayer("socket")
                .mayOnlyAccessLayers("protocol", "conversation.port", "fleet")
                .whereLayer("ops")
                .mayNotAccessAnyLayer();
    }
}
