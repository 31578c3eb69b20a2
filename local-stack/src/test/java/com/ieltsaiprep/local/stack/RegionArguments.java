package com.ieltsaiprep.local.stack;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Begins a test in each region with {@code -Dregions=all}; usually in one of them, always the same
 * for a test, but not for all tests.
 */
final class RegionArguments implements ArgumentsProvider {
    @Override
    public Stream<Arguments> provideArguments(
            ParameterDeclarations parameters, ExtensionContext context) {
        int first = Math.floorMod(context.getRequiredTestMethod().getName().hashCode(), 3);
        int number = "all".equals(System.getProperty("regions")) ? 3 : 1;
        return IntStream.range(first, first + number)
                .mapToObj(RegionCycle::turn)
                .map(Arguments::of);
    }
}
