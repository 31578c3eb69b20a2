package com.ieltsaiprep.infra;

/** Names of a stack's resources in AWS, all of which begin with {@code ielts-genai-prep-}. */
public final class Names {
    /** Name of the product in resource names and tags. */
    public static final String PROJECT = "ielts-genai-prep";

    /** Alias of each function's version that receives requests. */
    public static final String LIVE = "live";

    private final String stage;

    /** Creates the names of a stack. */
    public Names(String stage) {
        this.stage = stage;
    }

    /** Returns the name of a table, such as {@code ielts-genai-prep-users-prod}. */
    public String table(String table) {
        return PROJECT + "-" + table + "-" + stage;
    }

    /** Returns the name of the cache, such as {@code ielts-genai-prep-cache-prod}. */
    public String cache() {
        return PROJECT + "-cache-" + stage;
    }

    /** Returns the name of anything else, such as {@code ielts-genai-prep-prod-auth}. */
    public String of(String resource) {
        return PROJECT + "-" + stage + "-" + resource;
    }

    /**
     * Returns the name of anything else of a region, such as {@code ielts-genai-prep-prod-api-eu}.
     */
    public String of(String resource, AwsRegion region) {
        return of(resource) + "-" + region.code();
    }

    /** Returns the log group of a function; Lambda would create this one without retention. */
    public String functionLog(String function) {
        return "/aws/lambda/" + of(function);
    }
}
