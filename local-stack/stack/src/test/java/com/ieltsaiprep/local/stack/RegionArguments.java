package com.ieltsaiprep.local.stack;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Arguments provider: starts a test in one region, which depends on its name, or in each with
 * {@code -Dregions=all}.
 */
final class RegionArguments implements ArgumentsProvider {
    @Override
    public Stream<Arguments> provideArguments(
            ParameterDeclarations parameters, ExtensionContext context) {
        int first = Math.floorMod(context.getRequiredTestMethod().getName().hashCode(), 3);
        int number = "all".equals(System.getProperty("regions")) ? 3 : 1;
        return IntStream.range(first, first + number).mapToObj(RegionCycle::at).map(Arguments::of);
    }
}
