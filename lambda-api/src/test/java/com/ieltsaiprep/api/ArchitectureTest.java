package com.ieltsaiprep.api;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Dependency rules of the API: features depend on the platform and on few other features. */
@AnalyzeClasses(
        packages = "com.ieltsaiprep.api",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String API = "com.ieltsaiprep.api";

    /** Features, and the other features on which each may depend. */
    private static final Map<String, Set<String>> FEATURES = features();

    private static Map<String, Set<String>> features() {
        Map<String, Set<String>> features = new LinkedHashMap<>();
        features.put("account", Set.of());
        features.put("session", Set.of("account"));
        features.put("registration", Set.of("account", "session"));
        features.put("credentials", Set.of("account", "session"));
        features.put("entitlement", Set.of("account"));
        features.put("profile", Set.of("account", "session", "credentials", "entitlement"));
        features.put("qr", Set.of("account", "session"));
        features.put("ticket", Set.of("session", "entitlement"));
        features.put("assessment", Set.of("account", "session", "entitlement"));
        features.put("writing", Set.of("session", "entitlement", "assessment"));
        features.put("operations", Set.of());
        features.put("migration", Set.of("operations"));
        features.put(
                "support", Set.of("account", "session", "entitlement", "operations", "profile"));
        return features;
    }

    /** Adapters by the names of their top-level classes, and all of the mail package. */
    private static final DescribedPredicate<JavaClass> ADAPTERS =
            describe(
                    "adapters",
                    it ->
                            it.getPackageName().endsWith(".platform.mail")
                                    || it.getName()
                                            .matches(
                                                    ".*\\.(Bedrock\\w*|Dynamo\\w*|Lambda\\w*|\\w*Items)(\\$.*)?"));

    /** Facades whose signatures have keys, items or credentials of the SDK. */
    private static final DescribedPredicate<JavaClass> FACADES =
            describe(
                    "facades over adapters",
                    it -> Set.of("AccountGuard", "Entitlements").contains(it.getSimpleName()));

    @ArchTest static final ArchRule featuresDependOnlyOnListedFeatures = layers();

    @ArchTest
    static final ArchRule noCycles = slices().matching(API + ".(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyAdaptersDependOnAws =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(API, "..platform.dynamo..")
                    .and(DescribedPredicate.not(ADAPTERS.or(FACADES)))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule onlyFunctionsDependOnLambda =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(API, "..platform.lambda..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.amazonaws..");

    @ArchTest
    static final ArchRule onlyRedisHasSockets =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(API, "..platform.redis..")
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.net.Socket")
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage("javax.net..");

    @ArchTest
    static final ArchRule noDependencyOnOtherPrograms =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("com.ieltsaiprep.local..", "com.ieltsaiprep.gateway..");

    @ArchTest
    static final ArchRule clocksRandomnessAndTheEnvironmentAreInjected =
            noClasses()
                    .that()
                    .resideOutsideOfPackage(API)
                    .should()
                    .accessTargetWhere(describe("ambient state is read", AmbientState::isRead));

    @ArchTest
    static final ArchRule storesDoNotDependOnProblems =
            noClasses()
                    .that(ADAPTERS)
                    .or()
                    .resideInAnyPackage(
                            "..platform.dynamo..",
                            "..platform.redis..",
                            "..platform.mail..",
                            "..platform.password..",
                            "..entitlement..",
                            "..migration..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("..platform.http..");

    private static LayeredArchitecture layers() {
        LayeredArchitecture layers =
                Architectures.layeredArchitecture()
                        .consideringOnlyDependenciesInAnyPackage(API + "..")
                        .ensureAllClassesAreContainedInArchitecture()
                        .layer("root")
                        .definedBy(API)
                        .layer("platform")
                        .definedBy(API + ".platform..");
        for (String feature : FEATURES.keySet()) {
            layers = layers.layer(feature).definedBy(API + "." + feature + "..");
        }
        layers =
                layers.whereLayer("root")
                        .mayNotBeAccessedByAnyLayer()
                        .whereLayer("platform")
                        .mayNotAccessAnyLayer();
        for (Map.Entry<String, Set<String>> feature : FEATURES.entrySet()) {
            String[] allowed =
                    java.util.stream.Stream.concat(
                                    java.util.stream.Stream.of("platform"),
                                    feature.getValue().stream())
                            .toArray(String[]::new);
            layers = layers.whereLayer(feature.getKey()).mayOnlyAccessLayers(allowed);
        }
        return layers;
    }
}
