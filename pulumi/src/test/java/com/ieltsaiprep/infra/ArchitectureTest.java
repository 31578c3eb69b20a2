package com.ieltsaiprep.infra;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Dependency rules of the program: concerns know few others, and nothing of their wiring. */
@AnalyzeClasses(
        packages = "com.ieltsaiprep.infra",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String INFRA = "com.ieltsaiprep.infra";

    /** Concerns, and the other concerns on which each may depend. */
    private static final Map<String, Set<String>> CONCERNS =
            new TreeMap<>(
                    Map.of(
                            "data", Set.of(),
                            "network", Set.of(),
                            "cache", Set.of("network"),
                            "security", Set.of("data"),
                            "api", Set.of("cache", "data", "network", "security"),
                            "dns", Set.of(),
                            "gateway", Set.of(),
                            "web", Set.of(),
                            "mail", Set.of(),
                            "observe", Set.of()));

    /** Classes that put the concerns together. */
    private static final DescribedPredicate<JavaClass> WIRING =
            describe(
                    "wiring",
                    it ->
                            Set.of("Main", "Platform", "StackSettings", "AwsProviders")
                                    .contains(topLevelName(it)));

    @ArchTest static final ArchRule concernsDependOnlyOnListedConcerns = concerns();

    @ArchTest
    static final ArchRule concernsDependOnNoWiring =
            noClasses().that().resideOutsideOfPackage(INFRA).should().dependOnClassesThat(WIRING);

    @ArchTest
    static final ArchRule onlyWiringDependsOnConcerns =
            noClasses()
                    .that()
                    .resideInAPackage(INFRA)
                    .and(DescribedPredicate.not(WIRING))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(INFRA + ".*..");

    @ArchTest
    static final ArchRule onlyStackSettingsReadsConfiguration =
            noClasses()
                    .that()
                    .doNotHaveSimpleName("StackSettings")
                    .should()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("com.pulumi.Config");

    /** Otherwise a second deployment would not register the same. */
    @ArchTest
    static final ArchRule programsDependOnNoTimeChanceOrEnvironment =
            noClasses()
                    .that()
                    .doNotHaveSimpleName("Main")
                    .should()
                    .accessTargetWhere(
                            describe(
                                    "time, chance or environment is read",
                                    it ->
                                            it.getTargetOwner()
                                                            .getName()
                                                            .matches(
                                                                    "java\\.util\\.(UUID|Random)"
                                                                        + "|java\\.security\\.SecureRandom")
                                                    || it.getTargetOwner()
                                                            .isEquivalentTo(System.class)
                                                    || it.getTarget().getName().equals("now")));

    @ArchTest
    static final ArchRule noDependencyOnOtherPrograms =
            classes()
                    .should()
                    .onlyDependOnClassesThat(
                            describe(
                                    "are not of other modules",
                                    it ->
                                            !it.getPackageName().startsWith("com.ieltsaiprep.")
                                                    || it.getPackageName().startsWith(INFRA)));

    private static String topLevelName(JavaClass type) {
        return type.getName().replaceAll(".*\\.", "").replaceAll("\\$.*", "");
    }

    private static LayeredArchitecture concerns() {
        LayeredArchitecture layers =
                Architectures.layeredArchitecture()
                        .consideringOnlyDependenciesInAnyPackage(INFRA + "..")
                        .ensureAllClassesAreContainedInArchitecture()
                        .layer("root")
                        .definedBy(INFRA);
        for (String concern : CONCERNS.keySet()) {
            layers = layers.layer(concern).definedBy(INFRA + "." + concern + "..");
        }
        for (Map.Entry<String, Set<String>> concern : CONCERNS.entrySet()) {
            Set<String> allowed = new TreeSet<>(concern.getValue());
            allowed.add("root");
            layers =
                    layers.whereLayer(concern.getKey())
                            .mayOnlyAccessLayers(allowed.toArray(String[]::new));
        }
        return layers;
    }
}
