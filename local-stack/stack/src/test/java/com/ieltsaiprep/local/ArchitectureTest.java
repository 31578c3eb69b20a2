package com.ieltsaiprep.local;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
        packages = "com.ieltsaiprep.local",
        importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
    private static final String[] STAND_INS = {
        "..local.wire..",
        "..local.sonic..",
        "..local.audio..",
        "..local.json..",
        "..local.data..",
        "..local.api..",
        "..local.mail..",
        "..local.converse.."
    };

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("com.ieltsaiprep.local.(*)..").should().beFreeOfCycles();

    /** A stand-in is a server at the wire: it shares no code with its clients. */
    @ArchTest
    static final ArchRule standInsDoNotDependOnTheGateway =
            noClasses()
                    .that()
                    .resideInAnyPackage(STAND_INS)
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.ieltsaiprep.gateway..");

    @ArchTest
    static final ArchRule standInsDoNotDependOnTheirUsers =
            noClasses()
                    .that()
                    .resideInAnyPackage(STAND_INS)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "com.ieltsaiprep.local",
                            "..local.stack..",
                            "..local.client..",
                            "..local.control..",
                            "..local.speak..",
                            "..local.check..",
                            "..local.tour..");

    /** The gateway is started as it ships, never wired here. */
    @ArchTest
    static final ArchRule onlyTheProtocolIsSharedWithTheGateway =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage("com.ieltsaiprep.gateway..")
                                    .and(
                                            resideOutsideOfPackage(
                                                    "com.ieltsaiprep.gateway.protocol..")));

    /** The statistics of the marking evaluation are pure functions. */
    @ArchTest
    static final ArchRule statisticsArePure =
            noClasses()
                    .that()
                    .resideInAPackage("..local.evaluation.statistics..")
                    .should()
                    .dependOnClassesThat(
                            resideOutsideOfPackages(
                                    "java.lang..",
                                    "java.util..",
                                    "org.jspecify..",
                                    "..local.evaluation.statistics.."));
}
