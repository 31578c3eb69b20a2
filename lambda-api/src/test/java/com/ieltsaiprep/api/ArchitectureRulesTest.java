package com.ieltsaiprep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.ieltsaiprep.api.entitlement.RuleViolations;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

/** Tests of the rules of {@link ArchitectureTest}: each rule reports its sample violation. */
class ArchitectureRulesTest {
    private static Stream<Arguments> violations() {
        ArchRule injectedState = ArchitectureTest.clocksRandomnessAndTheEnvironmentAreInjected;
        return Stream.concat(
                Stream.of(
                                RuleViolations.ClockRead.class,
                                RuleViolations.ClockReference.class,
                                RuleViolations.StopwatchRead.class,
                                RuleViolations.EnvironmentRead.class,
                                RuleViolations.SystemPropertyRead.class,
                                RuleViolations.RandomGenerator.class,
                                RuleViolations.SecureRandomGenerator.class,
                                RuleViolations.RandomIdGenerator.class)
                        .map(violation -> arguments(injectedState, violation)),
                Stream.of(
                        arguments(
                                ArchitectureTest.onlyAdaptersDependOnAws,
                                RuleViolations.AwsDependency.class),
                        arguments(
                                ArchitectureTest.onlyFunctionsDependOnLambda,
                                RuleViolations.LambdaDependency.class),
                        arguments(
                                ArchitectureTest.onlyRedisHasSockets,
                                RuleViolations.SocketDependency.class),
                        arguments(
                                ArchitectureTest.storesDoNotDependOnProblems,
                                RuleViolations.ProblemDependency.class),
                        arguments(
                                ArchitectureTest.featuresDependOnlyOnListedFeatures,
                                RuleViolations.UnlistedFeatureDependency.class)));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void reportsViolation(ArchRule rule, Class<?> violation) {
        List<String> found =
                rule.evaluate(new ClassFileImporter().importClasses(violation))
                        .getFailureReport()
                        .getDetails();

        assertThat(found).anyMatch(detail -> detail.contains(violation.getSimpleName()));
    }
}
