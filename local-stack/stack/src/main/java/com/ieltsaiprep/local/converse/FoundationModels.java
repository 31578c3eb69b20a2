package com.ieltsaiprep.local.converse;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.wire.RequestRejection;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Foundation models that the stand-in serves, by their model ids, inference profile ids and ARNs.
 *
 * <p>Only us-east-1 serves a model by its own id (on-demand throughput); the other regions serve it
 * through the inference profile of their geography.
 */
final class FoundationModels {
    private static final Set<String> MODELS =
            Set.of(
                    "amazon.nova-micro-v1:0",
                    "amazon.nova-lite-v1:0",
                    "amazon.nova-pro-v1:0",
                    "amazon.nova-2-lite-v1:0");

    private static final Map<Region, String> GEOGRAPHIES =
            Map.of(Region.VIRGINIA, "us", Region.IRELAND, "eu", Region.SINGAPORE, "apac");

    private static final Pattern ARN =
            Pattern.compile(
                    "arn:aws:bedrock:([a-z0-9-]+):(?:\\d{12})?:((?:inference-profile|foundation-model)/(.+))");
    private static final Pattern PROFILE = Pattern.compile("(?:(us|eu|apac)\\.)?(.+)");

    private FoundationModels() {}

    /** Returns the error with which a region refuses a model id; empty if it serves the model. */
    static Optional<RequestRejection> reject(Region region, String modelId) {
        Matcher arn = ARN.matcher(modelId);
        boolean isArn = arn.matches();
        if (isArn && !arn.group(1).equals(region.awsName())) {
            return invalid("The provided model identifier is invalid.");
        }
        Matcher profile = PROFILE.matcher(isArn ? arn.group(3) : modelId);
        if (!profile.matches() || !MODELS.contains(profile.group(2))) {
            return invalid("The provided model identifier is invalid.");
        }
        String geography = profile.group(1);
        if (geography == null) {
            return region == Region.VIRGINIA
                    ? Optional.empty()
                    : invalid(
                            ("Invocation of model ID %s with on-demand throughput isn’t supported."
                                            + " Retry your request with the ID or ARN of an"
                                            + " inference profile that contains this model.")
                                    .formatted(modelId));
        }
        return geography.equals(GEOGRAPHIES.get(region))
                ? Optional.empty()
                : invalid("The provided model identifier is invalid.");
    }

    /**
     * Returns the end of the ARN of a model id, inference profile id or ARN, such as {@code
     * inference-profile/eu.amazon.nova-micro-v1:0}.
     */
    static String resource(String modelId) {
        Matcher arn = ARN.matcher(modelId);
        if (arn.matches()) {
            return arn.group(2);
        }
        Matcher profile = PROFILE.matcher(modelId);
        boolean isProfile = profile.matches() && profile.group(1) != null;
        return (isProfile ? "inference-profile/" : "foundation-model/") + modelId;
    }

    private static Optional<RequestRejection> invalid(String message) {
        return Optional.of(new RequestRejection(400, "ValidationException", message));
    }
}
