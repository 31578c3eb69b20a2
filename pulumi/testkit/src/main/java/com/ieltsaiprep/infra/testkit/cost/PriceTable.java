package com.ieltsaiprep.infra.testkit.cost;

import com.ieltsaiprep.infra.testkit.cost.UsageAssumptions.Consumption;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Table of dated list prices. */
final class PriceTable {
    private final Map<String, Price> prices = new LinkedHashMap<>();
    private final Map<String, Double> regionalFactor;

    /**
     * Creates a table.
     *
     * @param regionalFactor prices of a region, divided by those of us-east-1, where none is listed
     */
    PriceTable(List<Price> list, Map<String, Double> regionalFactor) {
        this.regionalFactor = Map.copyOf(regionalFactor);
        for (Price price : list) {
            if (prices.put(price.id(), price) != null) {
                throw new IllegalArgumentException("two prices of " + price.id());
            }
        }
    }

    Collection<Price> all() {
        return prices.values();
    }

    /**
     * Returns what a quantity costs in a region, USD.
     *
     * @throws IllegalArgumentException if the price is unknown
     */
    double cost(String id, String region, double quantity) {
        Price price = prices.get(id);
        if (price == null) {
            throw new IllegalArgumentException("no price of " + id + ", see prices.json");
        }
        double usd =
                price.usd()
                        .getOrDefault(
                                region, price.home() * regionalFactor.getOrDefault(region, 1.0));
        return quantity * usd / price.per();
    }

    /** Returns what a workload costs in us-east-1, USD. */
    double cost(List<Consumption> workload) {
        return workload.stream()
                .mapToDouble(it -> cost(it.price(), Price.HOME, it.quantity()))
                .sum();
    }
}
