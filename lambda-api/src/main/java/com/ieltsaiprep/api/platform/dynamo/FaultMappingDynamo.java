package com.ieltsaiprep.api.platform.dynamo;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReplicatedWriteConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

import java.util.function.Supplier;

/**
 * DynamoDB as the functions use it: what is not here they do not do, and nobody scans. But for a
 * condition that did not hold it throws {@link DatabaseUnavailableException} if the same may be
 * done a moment later, and {@link DatabaseRejectedException} if it never will.
 */
final class FaultMappingDynamo implements DynamoDbClient {
    private static final int SERVER_FAULTS = 500;

    private final DynamoDbClient client;

    FaultMappingDynamo(DynamoDbClient client) {
        this.client = client;
    }

    private static <T> T guard(Supplier<T> call) {
        try {
            return call.get();
        } catch (ConditionalCheckFailedException | TransactionCanceledException e) {
            throw e;
        } catch (AwsServiceException e) {
            throw passes(e)
                    ? new DatabaseUnavailableException(e)
                    : new DatabaseRejectedException(e);
        } catch (SdkException e) {
            throw new DatabaseUnavailableException(e);
        }
    }

    private static boolean passes(AwsServiceException e) {
        return e.isThrottlingException()
                || e.statusCode() >= SERVER_FAULTS
                || e instanceof TransactionConflictException
                || e instanceof TransactionInProgressException
                || e instanceof ReplicatedWriteConflictException;
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return guard(() -> client.getItem(request));
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return guard(() -> client.batchGetItem(request));
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return guard(() -> client.query(request));
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return guard(() -> client.putItem(request));
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return guard(() -> client.updateItem(request));
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        return guard(() -> client.batchWriteItem(request));
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return guard(() -> client.transactWriteItems(request));
    }

    @Override
    public String serviceName() {
        return client.serviceName();
    }

    @Override
    public void close() {
        client.close();
    }
}
