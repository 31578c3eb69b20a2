package com.ieltsaiprep.infra.testkit.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.ieltsaiprep.infra.testkit.cost.UsageAssumptions.Consumption;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The repository's price table, assumptions and document of the costs. */
class CostDocumentTest {
    private static final Path ROOT = Path.of("../..");

    @Test
    void documentIsWhatTheGoldenPlansCost() throws IOException {
        assertThat(Files.readString(CostCommand.file(ROOT)))
                .as("./run cost --write writes it")
                .isEqualTo(CostCommand.document(ROOT));
    }

    @Test
    void everyPriceHasASourceAndADate() {
        for (Price price : CostData.prices()) {
            assertThat(price.source()).as(price.id()).startsWith("https://aws.amazon.com/");
            assertThat(price.read()).as(price.id()).isNotBlank();
            assertThat(LocalDate.parse(price.date())).as(price.id()).isBefore("2030-01-01");
            assertThat(price.usd().values()).as(price.id()).allMatch(usd -> usd > 0);
        }
    }

    @Test
    void everyConsumptionHasAPriceAndAReason() {
        Set<String> ids = CostData.prices().stream().map(Price::id).collect(Collectors.toSet());
        List<Consumption> all =
                CostData.usage().workloads().values().stream().flatMap(Collection::stream).toList();

        assertThat(all).isNotEmpty();
        assertThat(all).allSatisfy(it -> assertThat(ids).contains(it.price()));
        assertThat(all).noneMatch(it -> it.why().isBlank());
    }

    @Test
    void pricesOfTheTutorAreThoseOfItsDescription() {
        CostModel model = CostModel.ofRepository();

        // 10,000 requests; 500,000 characters; 30 minutes; 5 units each; 6,000 turns.
        double byHand = .035 + .002 + .083334 + 1.2 + .6 + 8 + .72 + 2.3725 + .4745 + .0023;
        assertThat(model.tutorMonth()).isEqualTo(byHand, within(.0001));
    }
}
