package com.ieltsaiprep.api.platform.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.common.Fault;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;

class FaultMappingDynamoTest {
    /** Fake DynamoDB client that throws one exception. */
    private record Failing(SdkException failure) implements DynamoDbClient {
        @Override
        public GetItemResponse getItem(GetItemRequest request) {
            throw failure;
        }

        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {}
    }

    private static void read(SdkException failure) {
        new FaultMappingDynamo(new Failing(failure)).getItem(GetItemRequest.builder().build());
    }

    private static SdkException serviceFailure(int status, String code) {
        return DynamoDbException.builder()
                .message("the key of anna")
                .statusCode(status)
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "500, InternalServerError",
        "503, ServiceUnavailable",
        "400, ThrottlingException",
        "400, ProvisionedThroughputExceededException",
        "400, RequestLimitExceeded",
    })
    void mapsTransientFailureToUnavailable(int status, String code) {
        assertThatThrownBy(() -> read(serviceFailure(status, code)))
                .isInstanceOf(DatabaseUnavailableException.class);
    }

    @Test
    void mapsMissingResponseOrConflictToUnavailable() {
        assertThatThrownBy(() -> read(SdkClientException.create("no connection")))
                .isInstanceOf(DatabaseUnavailableException.class);
        assertThatThrownBy(() -> read(ApiCallTimeoutException.create(2_000)))
                .isInstanceOf(DatabaseUnavailableException.class);
        assertThatThrownBy(() -> read(TransactionConflictException.builder().build()))
                .isInstanceOf(DatabaseUnavailableException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "400, AccessDeniedException",
        "400, ResourceNotFoundException",
        "400, ValidationException",
        "400, UnrecognizedClientException",
    })
    void mapsPermanentFailureToRejectedWithCodeOnly(int status, String code) {
        assertThatThrownBy(() -> read(serviceFailure(status, code)))
                .isInstanceOfSatisfying(
                        DatabaseRejectedException.class,
                        fault -> {
                            assertThat(fault).hasMessage("DynamoDB refuses: " + code);
                            assertThat(Fault.describe(fault))
                                    .contains(" code=" + code + " at=")
                                    .doesNotContain("anna");
                        });
    }
}
