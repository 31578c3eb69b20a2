package com.ieltsaiprep.gateway.socket;

/** Token bucket: rate limit that allows bursts. Full at first; not thread-safe. */
final class TokenBucket {
    private static final double US_PER_SECOND = 1_000_000;

    private final double tokensPerUs;
    private final double capacity;
    private double tokens;
    private long updatedUs;

    /**
     * @param perSecond rate allowed over time
     * @param burst number allowed at once
     * @param nowUs monotonic time, µs
     */
    TokenBucket(double perSecond, double burst, long nowUs) {
        this.tokensPerUs = perSecond / US_PER_SECOND;
        this.capacity = burst;
        this.tokens = burst;
        this.updatedUs = nowUs;
    }

    /** Takes a token; false if there is none. */
    boolean tryTake(long nowUs) {
        tokens = Math.min(capacity, tokens + (nowUs - updatedUs) * tokensPerUs);
        updatedUs = nowUs;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
