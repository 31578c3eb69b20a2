package com.ieltsaiprep.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.ieltsaiprep.api.entitlement.Offences;
import com.ieltsaiprep.api.session.SessionOffence;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.stream.Stream;

/** The rules of {@link ArchitectureTest} find what they are there to find. */
class ArchitectureRulesTest {
    private static Stream<Arguments> offences() {
        ArchRule world = ArchitectureTest.clocksRandomnessAndTheEnvironmentEnterInTheRoot;
        Stream<Arguments> ofTheWorld =
                Stream.of(
                                Offences.ReadsAClock.class,
                                Offences.RefersToAClock.class,
                                Offences.ReadsAStopwatch.class,
                                Offences.ReadsTheEnvironment.class,
                                Offences.ReadsAProperty.class,
                                Offences.ThrowsDice.class,
                                Offences.MakesSecrets.class,
                                Offences.MakesIds.class)
                        .map(offence -> arguments(world, offence));
        Stream<Arguments> others =
                Stream.of(
                        arguments(ArchitectureTest.onlyAdaptersKnowAws, Offences.KnowsAws.class),
                        arguments(ArchitectureTest.onlyAdaptersKnowAws, SessionOffence.class),
                        arguments(
                                ArchitectureTest.onlyWhatAwsCallsKnowsLambda,
                                Offences.KnowsLambda.class),
                        arguments(ArchitectureTest.onlyRedisHasSockets, Offences.HasASocket.class),
                        arguments(
                                ArchitectureTest.onlyEndpointsAnswerProblems,
                                Offences.AnswersProblems.class),
                        arguments(
                                ArchitectureTest.packagesKnowOnlyWhatTheyMay,
                                Offences.AnswersProblems.class));
        return Stream.concat(ofTheWorld, others);
    }

    @ParameterizedTest
    @MethodSource("offences")
    void findWhoBreaksThem(ArchRule rule, Class<?> offence) {
        List<String> found =
                rule.evaluate(new ClassFileImporter().importClasses(offence))
                        .getFailureReport()
                        .getDetails();

        assertThat(found).anyMatch(detail -> detail.contains(offence.getSimpleName()));
    }
}
