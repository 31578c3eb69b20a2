package com.ieltsaiprep.local.evaluation;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Prices of models on demand, by model id without the prefix of an inference profile. */
final class ModelPrices {
    /**
     * Price of a model.
     *
     * @param input USD per million tokens read
     * @param output USD per million tokens written
     */
    record Price(double input, double output) {
        double usd(long inputTokens, long outputTokens) {
            return (inputTokens * input + outputTokens * output) / 1e6;
        }
    }

    private static final Pattern PROFILE = Pattern.compile("^(?:us|eu|apac|global)\\.");

    private final Map<String, Price> prices = new HashMap<>();

    /** Creates the list prices of Amazon Nova in us-east-1, which Amazon may change. */
    ModelPrices() {
        put("amazon.nova-micro-v1:0", new Price(0.035, 0.14));
        put("amazon.nova-lite-v1:0", new Price(0.06, 0.24));
        put("amazon.nova-pro-v1:0", new Price(0.80, 3.20));
        put("amazon.nova-premier-v1:0", new Price(2.50, 12.50));
    }

    void put(String model, Price price) {
        prices.put(withoutProfile(model), price);
    }

    Optional<Price> of(String model) {
        return Optional.ofNullable(prices.get(withoutProfile(model)));
    }

    private static String withoutProfile(String model) {
        return PROFILE.matcher(model).replaceFirst("");
    }
}
