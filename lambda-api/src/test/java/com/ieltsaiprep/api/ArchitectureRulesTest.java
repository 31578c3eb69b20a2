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

/** Rules of {@link ArchitectureTest} that find their violations. */
class ArchitectureRulesTest {
    private static Stream<Arguments> violations() {
        ArchRule ambient = ArchitectureTest.clocksRandomnessAndTheEnvironmentAreInjected;
        return Stream.concat(
                Stream.of(
                                RuleViolations.ReadsAClock.class,
                                RuleViolations.RefersToAClock.class,
                                RuleViolations.ReadsAStopwatch.class,
                                RuleViolations.ReadsTheEnvironment.class,
                                RuleViolations.ReadsAProperty.class,
                                RuleViolations.ThrowsDice.class,
                                RuleViolations.MakesSecrets.class,
                                RuleViolations.MakesIds.class)
                        .map(violation -> arguments(ambient, violation)),
                Stream.of(
                        arguments(
                                ArchitectureTest.onlyAdaptersDependOnAws,
                                RuleViolations.KnowsAws.class),
                        arguments(
                                ArchitectureTest.onlyFunctionsDependOnLambda,
                                RuleViolations.KnowsLambda.class),
                        arguments(
                                ArchitectureTest.onlyRedisHasSockets,
                                RuleViolations.HasASocket.class),
                        arguments(
                                ArchitectureTest.storesAnswerNoProblems,
                                RuleViolations.AnswersProblems.class),
                        arguments(
                                ArchitectureTest.featuresDependOnlyOnWhatIsListed,
                                RuleViolations.UsesAnotherFeature.class)));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void findTheirViolations(ArchRule rule, Class<?> violation) {
        List<String> found =
                rule.evaluate(new ClassFileImporter().importClasses(violation))
                        .getFailureReport()
                        .getDetails();

        assertThat(found).anyMatch(detail -> detail.contains(violation.getSimpleName()));
    }
}
