package com.ieltsaiprep.api;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameStartingWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;

/** Which package may know which, and where the world outside comes in. */
@AnalyzeClasses(
        packages = "com.ieltsaiprep.api",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest static final ArchRule packagesKnowOnlyWhatTheyMay = layers();

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("com.ieltsaiprep.api.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyAdaptersKnowAws =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("com.ieltsaiprep.api", "..api.dynamo..")
                    .and(not(resideInAPackage("..api.mail..").and(simpleNameStartingWith("Ses"))))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule onlyWhatAwsCallsKnowsLambda =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("com.ieltsaiprep.api", "..api.lambda..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.amazonaws..");

    @ArchTest
    static final ArchRule onlyRedisHasSockets =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("com.ieltsaiprep.api", "..api.redis..")
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.net.Socket")
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage("javax.net..");

    @ArchTest
    static final ArchRule nothingKnowsTheOtherPrograms =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("com.ieltsaiprep.local..", "com.ieltsaiprep.gateway..");

    @ArchTest
    static final ArchRule clocksRandomnessAndTheEnvironmentEnterInTheRoot =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("com.ieltsaiprep.api")
                    .should()
                    .accessTargetWhere(describe("the world outside is read", World::isRead));

    @ArchTest
    static final ArchRule onlyEndpointsAnswerProblems =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "..api.dynamo..",
                            "..api.redis..",
                            "..api.mail..",
                            "..api.password..",
                            "..api.attempt..",
                            "..api.migrate..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("..api.http..");

    /** The arrows of the table in docs/architecture.md. */
    private static LayeredArchitecture layers() {
        return Architectures.layeredArchitecture()
                .consideringOnlyDependenciesInAnyPackage("com.ieltsaiprep.api..")
                .ensureAllClassesAreContainedInArchitecture()
                .layer("root")
                .definedBy("com.ieltsaiprep.api")
                .layer("http")
                .definedBy("..api.http..")
                .layer("lambda")
                .definedBy("..api.lambda..")
                .layer("limit")
                .definedBy("..api.limit..")
                .layer("session")
                .definedBy("..api.session..")
                .layer("qr")
                .definedBy("..api.qr..")
                .layer("mail")
                .definedBy("..api.mail..")
                .layer("password")
                .definedBy("..api.password..")
                .layer("account")
                .definedBy("..api.account..")
                .layer("attempt")
                .definedBy("..api.attempt..")
                .layer("speech")
                .definedBy("..api.speech..")
                .layer("ops")
                .definedBy("..api.ops..")
                .layer("migrate")
                .definedBy("..api.migrate..")
                .layer("support")
                .definedBy("..api.support..")
                .layer("redis")
                .definedBy("..api.redis..")
                .layer("dynamo")
                .definedBy("..api.dynamo..")
                .whereLayer("root")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("http")
                .mayNotAccessAnyLayer()
                .whereLayer("lambda")
                .mayOnlyAccessLayers("http")
                .whereLayer("limit")
                .mayOnlyAccessLayers("http")
                .whereLayer("session")
                .mayOnlyAccessLayers("http", "limit")
                .whereLayer("qr")
                .mayOnlyAccessLayers("http", "limit", "session")
                .whereLayer("mail")
                .mayNotAccessAnyLayer()
                .whereLayer("password")
                .mayNotAccessAnyLayer()
                .whereLayer("account")
                .mayOnlyAccessLayers("http", "limit", "session", "mail", "password")
                .whereLayer("attempt")
                .mayOnlyAccessLayers("session")
                .whereLayer("speech")
                .mayOnlyAccessLayers("http", "limit", "session", "attempt")
                .whereLayer("ops")
                .mayOnlyAccessLayers("http", "lambda", "session")
                .whereLayer("migrate")
                .mayOnlyAccessLayers("ops")
                .whereLayer("support")
                .mayOnlyAccessLayers("account", "attempt", "mail", "ops", "session")
                .whereLayer("redis")
                .mayOnlyAccessLayers("session", "speech")
                .whereLayer("dynamo")
                .mayOnlyAccessLayers(
                        "limit", "session", "qr", "mail", "account", "attempt", "ops", "migrate",
                        "support");
    }
}
