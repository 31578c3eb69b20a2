package com.ieltsaiprep.infra.security;

import com.ieltsaiprep.infra.AwsRegion;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Models of Bedrock that mark writing tests, called through the inference profile of each region's
 * part of the world.
 *
 * @param first foundation model that marks, such as {@code amazon.nova-micro-v1:0}
 * @param second another one that gives second marks
 */
public record MarkingModels(String first, Optional<String> second) {
    /** Returns all foundation models. */
    Stream<String> all() {
        return Stream.concat(Stream.of(first), second.stream());
    }

    /** Returns the id of a model's inference profile, such as {@code eu.amazon.nova-micro-v1:0}. */
    public static String profile(String model, AwsRegion region) {
        return switch (region) {
                    case VIRGINIA -> "us.";
                    case IRELAND -> "eu.";
                    case SINGAPORE -> "apac.";
                }
                + model;
    }

    /**
     * Returns the regions to which Bedrock may route a request to the profile. The caller needs
     * permission for the foundation model in each of them, otherwise some requests are refused.
     * {@code aws bedrock get-inference-profile} lists them; this is the list for Amazon's models.
     */
    static List<String> destinations(AwsRegion region) {
        return switch (region) {
            case VIRGINIA -> List.of("us-east-1", "us-east-2", "us-west-2");
            case IRELAND -> List.of("eu-central-1", "eu-north-1", "eu-west-1", "eu-west-3");
            case SINGAPORE ->
                    List.of(
                            "ap-northeast-1",
                            "ap-northeast-2",
                            "ap-northeast-3",
                            "ap-south-1",
                            "ap-southeast-1",
                            "ap-southeast-2");
        };
    }
}
