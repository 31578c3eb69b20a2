package com.ieltsaiprep.api.platform.dynamo;

import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
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
 * DynamoDB client that maps the SDK's exceptions to two: {@link DatabaseUnavailableException} if
 * the same may succeed a moment later, {@link DatabaseRejectedException} if it never will. A failed
 * condition passes through. Operations that it lacks, such as scans, are not supported.
 */
final class FaultMappingDynamo implements DynamoDbClient {
    private static final int SERVER_FAULTS = 500;

    private final DynamoDbClient client;

    FaultMappingDynamo(DynamoDbClient client) {
        this.client = client;
    }

    private static <T> T mapped(Supplier<T> call) {
        try {
            return call.get();
        } catch (ConditionalCheckFailedException | TransactionCanceledException e) {
            throw e;
        } catch (AwsServiceException e) {
            throw isTransient(e)
                    ? new DatabaseUnavailableException(e)
                    : new DatabaseRejectedException(e);
        } catch (SdkException e) {
            throw new DatabaseUnavailableException(e);
        }
    }

    private static boolean isTransient(AwsServiceException e) {
        return e.isThrottlingException()
                || e.statusCode() >= SERVER_FAULTS
                || e instanceof TransactionConflictException
                || e instanceof TransactionInProgressException
                || e instanceof ReplicatedWriteConflictException;
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return mapped(() -> client.getItem(request));
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return mapped(() -> client.batchGetItem(request));
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return mapped(() -> client.query(request));
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return mapped(() -> client.putItem(request));
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return mapped(() -> client.updateItem(request));
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return mapped(() -> client.deleteItem(request));
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        return mapped(() -> client.batchWriteItem(request));
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return mapped(() -> client.transactWriteItems(request));
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
