package com.ieltsaiprep.infra.testkit.cost;

import com.ieltsaiprep.infra.testkit.cost.UsageAssumptions.Consumption;
import com.ieltsaiprep.infra.testkit.plan.Plan;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Document of the costs, {@code docs/operations/cost.md}. */
final class CostDocument {
    private static final int[] TESTS = {0, 1_000, 100_000};

    private static final Map<String, String> WORKLOADS =
            Map.of(
                    "idle_month", "a month without users",
                    "active_month", "a month with users",
                    "requests_of_a_test", "requests of any test",
                    "speaking_test", "a speaking test, besides",
                    "writing_test", "a writing test, besides",
                    "tutor_month", "a month of the practice tutor");

    private static final List<String> ORDER =
            List.of(
                    "idle_month",
                    "active_month",
                    "requests_of_a_test",
                    "speaking_test",
                    "writing_test",
                    "tutor_month");

    private final StringBuilder text = new StringBuilder();
    private final CostModel model;

    private CostDocument(CostModel model) {
        this.model = model;
    }

    /** Returns the document of plans. */
    static String of(CostModel model, List<Plan> plans) {
        CostDocument document = new CostDocument(model);
        document.introduction();
        document.months(plans);
        document.fixed(plans);
        document.tests();
        document.assumptions();
        document.prices();
        return document.text.toString();
    }

    private void introduction() {
        text.append(
                """
                # Cost

                List prices in USD, without free tiers, taxes, support and discounts. Computed from \
                the plans of the stacks, a dated price table and assumptions; `./run cost --write` \
                computes this page anew, and a test compares it. **No price was verified on AWS's \
                own pages**: look at each before you decide anything by it.

                """);
    }

    private void months(List<Plan> plans) {
        text.append("## A month\n");
        row("stack", "no test", "1,000 tests", "100,000 tests");
        text.append("|---|---:|---:|---:|\n");
        for (Plan plan : plans) {
            text.append("| ").append(plan.stack());
            for (int tests : TESTS) {
                text.append(" | ").append(whole(model.month(plan, tests)));
            }
            text.append(" |\n");
        }
        text.append(
                "\n"
                    + "Half of the tests are speaking tests. The marking of a speaking test is not"
                    + " in it.\n\n");
    }

    private void fixed(List<Plan> plans) {
        List<Map<String, Double>> costs = plans.stream().map(model::fixed).toList();
        TreeSet<String> groups = new TreeSet<>();
        costs.forEach(it -> groups.addAll(it.keySet()));
        text.append("## Resources, without users\n| resources |");
        plans.forEach(plan -> text.append(' ').append(plan.stack()).append(" |"));
        text.append("\n|---|").append("---:|".repeat(plans.size())).append('\n');
        for (String group : groups) {
            text.append("| ").append(group);
            costs.forEach(it -> text.append(" | ").append(exact(it.getOrDefault(group, 0.0), 2)));
            text.append(" |\n");
        }
        text.append('\n');
    }

    private void tests() {
        text.append("## A test\n| one more | USD |\n|---|---:|\n");
        row("speaking test", exact(model.speakingTest(), 4));
        row("writing test", exact(model.writingTest(), 4));
        text.append(
                """

                The practice tutor's first description lists a month's use in one region: \
                that is %s USD, most of it for voices and models. Its deployment here is not in the tables.

                """
                        .formatted(exact(model.tutorMonth(), 2)));
    }

    private void assumptions() {
        UsageAssumptions usage = model.usage();
        text.append("## Assumptions\n");
        text.append(
                """
                A speaking test takes %s min; the busiest hour has %s times the mean of conversations; \
                a node holds %d; %d checkers of Route 53 ask each API. Where no price of a region is \
                listed, it is that of us-east-1 by %s in Ireland and %s in Singapore; use is priced as \
                in us-east-1.

                """
                        .formatted(
                                number(usage.testMinutes()),
                                number(usage.peakToMean()),
                                usage.conversationsOnNode(),
                                usage.healthCheckers(),
                                number(usage.regionalFactor().getOrDefault("eu-west-1", 1.0)),
                                number(
                                        usage.regionalFactor()
                                                .getOrDefault("ap-southeast-1", 1.0))));
        row("workload", "price", "quantity", "why");
        text.append("|---|---|---:|---|\n");
        for (String workload : ORDER) {
            for (Consumption it : usage.workload(workload)) {
                row(
                        String.valueOf(WORKLOADS.get(workload)),
                        "`" + it.price() + "`",
                        number(it.quantity()),
                        it.why());
            }
        }
        text.append('\n');
    }

    private void prices() {
        text.append("## Prices\n");
        row("price", "USD", "for a", "verified", "read", "on", "to verify");
        text.append("|---|---:|---|---|---|---|---|\n");
        for (Price price : model.prices().all()) {
            row(
                    "`" + price.id() + "`",
                    usd(price),
                    price.unit(),
                    price.verified() ? "yes" : "**no**",
                    price.read(),
                    price.date(),
                    price.source());
        }
    }

    private static String usd(Price price) {
        return price.usd().entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByKey().reversed())
                .map(
                        it ->
                                it.getKey().equals(Price.HOME)
                                        ? number(it.getValue())
                                        : number(it.getValue()) + " in " + it.getKey())
                .collect(Collectors.joining(", "));
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }

    private static String whole(double usd) {
        return String.format(Locale.ROOT, "%,.0f", usd);
    }

    private static String exact(double usd, int digits) {
        return String.format(Locale.ROOT, "%,." + digits + "f", usd);
    }

    /** Returns a number without an exponent and without zeros that say nothing. */
    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
