package com.ieltsaiprep.local.evaluation;

import com.ieltsaiprep.common.marking.ModelRequest;

/**
 * Model client with a cost limit: refuses the call that could exceed it. Reserves the highest cost
 * of each call that is under way.
 */
final class CostLimit implements ModelClient {
    /** Fewest characters of a prompt per token, for an upper bound of the tokens. */
    private static final int CHARS_PER_TOKEN = 2;

    private final ModelClient client;
    private final ModelPrices prices;
    private final double limitUsd;
    private double spentUsd;

    CostLimit(ModelClient client, ModelPrices prices, double limitUsd) {
        this.client = client;
        this.prices = prices;
        this.limitUsd = limitUsd;
    }

    @Override
    public CallResult call(ModelRequest request, int run) {
        ModelPrices.Price price =
                prices.of(request.model())
                        .orElseThrow(
                                () ->
                                        new EvaluationException(
                                                "the price of %s is unknown: --price %s=IN/OUT"
                                                        .formatted(
                                                                request.model(), request.model())));
        long chars = (long) request.system().length() + request.user().length();
        double highest = price.usd(chars / CHARS_PER_TOKEN, request.maxTokens());
        charge(highest);
        double actual = 0;
        try {
            CallResult result = client.call(request, run);
            if (result instanceof CallResult.Replied(var reply, _, _)) {
                actual = price.usd(reply.inputTokens(), reply.outputTokens());
            }
            return result;
        } finally {
            release(highest - actual);
        }
    }

    private synchronized void charge(double usd) {
        if (spentUsd + usd > limitUsd) {
            throw new EvaluationException(
                    "stopped before the cost could exceed --max-cost %.2f; what was recorded is not"
                                    .formatted(limitUsd)
                            + " asked again");
        }
        spentUsd += usd;
    }

    private synchronized void release(double usd) {
        spentUsd -= usd;
    }

    /** Returns the cost of the calls so far, USD. */
    synchronized double spentUsd() {
        return spentUsd;
    }
}
