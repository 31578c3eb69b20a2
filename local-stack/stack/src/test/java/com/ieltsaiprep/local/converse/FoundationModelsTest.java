package com.ieltsaiprep.local.converse;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FoundationModelsTest {
    @ParameterizedTest
    @CsvSource({
        "amazon.nova-micro-v1:0, foundation-model/amazon.nova-micro-v1:0",
        "eu.amazon.nova-micro-v1:0, inference-profile/eu.amazon.nova-micro-v1:0",
        "apac.amazon.nova-pro-v1:0, inference-profile/apac.amazon.nova-pro-v1:0",
        "arn:aws:bedrock:us-east-1:123456789012:inference-profile/us.amazon.nova-pro-v1:0,"
                + " inference-profile/us.amazon.nova-pro-v1:0",
        "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-pro-v1:0,"
                + " foundation-model/amazon.nova-pro-v1:0"
    })
    void aModelOrProfileIsAResourceOfIam(String modelId, String resource) {
        assertThat(FoundationModels.resource(modelId)).isEqualTo(resource);
    }
}
