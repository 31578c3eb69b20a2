package com.ieltsaiprep.infra.testkit.program;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.infra.testkit.plan.PlanFile;
import com.ieltsaiprep.infra.testkit.plan.PlannedResource;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Patterns by which {@code .ci/deploy} leaves regions and the page as they are: they match the
 * aliases of the region's functions and the page's document, and nothing else.
 */
class RolloutPatternsTest {
    private static final Path SCRIPT = Path.of("../../.ci/deploy");
    private static final Path PLANS = Path.of("src/test/resources/plans");

    @ParameterizedTest
    @CsvSource({"dev", "staging", "prod"})
    void matchTheAliasesOfARegionAndThePage(String stack) throws IOException {
        List<PlannedResource> resources =
                PlanFile.read(PLANS.resolve(stack + ".json"), stack).resources();

        for (String region : List.of("eu", "ap")) {
            assertThat(matched(resources, aliases(region)))
                    .isEqualTo(
                            resources.stream()
                                    .filter(it -> it.type().equals("aws:lambda/alias:Alias"))
                                    .filter(it -> it.provider().equals("aws-" + region))
                                    .toList())
                    .isNotEmpty();
        }
        assertThat(matched(resources, page()))
                .extracting(PlannedResource::name)
                .containsExactly("site/index.html");
    }

    private static String aliases(String region) throws IOException {
        return pattern("echo \"(\\*\\*[^\"]+)\"").replace("$1", region);
    }

    private static String page() throws IOException {
        return pattern("page='(\\*\\*[^']+)'");
    }

    private static String pattern(String assignment) throws IOException {
        return Pattern.compile(assignment)
                .matcher(Files.readString(SCRIPT))
                .results()
                .findFirst()
                .orElseThrow()
                .group(1);
    }

    /** Matches as the Pulumi CLI does: two asterisks are anything, one is all but a colon. */
    private static List<PlannedResource> matched(List<PlannedResource> resources, String pattern) {
        Pattern regex =
                Pattern.compile(
                        Pattern.quote(pattern)
                                .replace("**", "\\E.*\\Q")
                                .replace("*-", "\\E[^:]*\\Q-"));
        return resources.stream().filter(it -> regex.matcher("urn:" + it.key()).matches()).toList();
    }
}
