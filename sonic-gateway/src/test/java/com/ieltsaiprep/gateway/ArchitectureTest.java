package com.ieltsaiprep.gateway;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import static java.util.Map.entry;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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

    /** Packages with those that each may depend on; the root may depend on all. */
    private static final Map<String, List<String>> MAY_ACCESS =
            Map.ofEntries(
                    entry("protocol", List.of()),
                    entry("audio", List.of()),
                    entry("sonic.event", List.of()),
                    entry("exam", List.of()),
                    entry("ops", List.of()),
                    entry("capsule", List.of("exam")),
                    entry("warmup", List.of("protocol")),
                    entry(
                            "conversation",
                            List.of(
                                    "conversation.port",
                                    "protocol",
                                    "audio",
                                    "sonic.event",
                                    "exam",
                                    "capsule")),
                    entry("conversation.port", List.of("protocol", "sonic.event")),
                    entry("sonic.bedrock", List.of("conversation.port", "sonic.event")),
                    entry("fleet", List.of("conversation.port")),
                    entry("socket", List.of("protocol", "conversation.port", "fleet")));

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
        LayeredArchitecture layers =
                Architectures.layeredArchitecture()
                        .consideringOnlyDependenciesInAnyPackage("com.ieltsaiprep.gateway..")
                        .withOptionalLayers(true)
                        .layer("main")
                        .definedBy("com.ieltsaiprep.gateway");
        for (String name : MAY_ACCESS.keySet()) {
            String below = name.equals("conversation") ? "" : "..";
            layers = layers.layer(name).definedBy("..gateway." + name + below);
        }
        layers = layers.whereLayer("main").mayNotBeAccessedByAnyLayer();
        for (Map.Entry<String, List<String>> layer : MAY_ACCESS.entrySet()) {
            String[] others = layer.getValue().toArray(String[]::new);
            layers =
                    others.length == 0
                            ? layers.whereLayer(layer.getKey()).mayNotAccessAnyLayer()
                            : layers.whereLayer(layer.getKey()).mayOnlyAccessLayers(others);
        }
        return layers;
    }
}
