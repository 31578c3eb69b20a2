package com.ieltsaiprep.api.testing;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbResponse;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughputExceededException;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Fault-injecting DynamoDB client: records the calls it forwards, and fails or delays those that a
 * test chooses. Calls are counted per operation, such as {@code PutItem}, from the injection of the
 * fault: 1 is the next call. Thread-safe.
 */
public final class FaultInjectingDynamo {
    private final DynamoDbClient target;
    private final DynamoDbClient client;
    private final List<Call> calls = new ArrayList<>();
    private final List<Fault> faults = new ArrayList<>();
    private boolean unavailable;
    private String unprocessedTable = "";
    private Consumer<Call> listener = _ -> {};

    /** Call that reached this client, forwarded or not. */
    public record Call(String operation, DynamoDbRequest request) {}

    private enum Kind {
        NONE,
        /** Throttled before execution. */
        THROTTLED,
        /** Neither sent nor executed. */
        UNSENT,
        /** Executed, with its response lost. */
        LOST_RESPONSE
    }

    private static final class Fault {
        private final String operation;
        private final Kind kind;
        private final Runnable before;
        private int callsLeft;

        Fault(String operation, Kind kind, int call, Runnable before) {
            this.operation = operation;
            this.kind = kind;
            this.callsLeft = call;
            this.before = before;
        }
    }

    /** Creates a client that forwards calls to another. */
    public FaultInjectingDynamo(DynamoDbClient target) {
        this.target = target;
        this.client =
                (DynamoDbClient)
                        Proxy.newProxyInstance(
                                DynamoDbClient.class.getClassLoader(),
                                new Class<?>[] {DynamoDbClient.class},
                                this::invoke);
    }

    /** Returns the client for the code under test. */
    public DynamoDbClient client() {
        return client;
    }

    /** Throttles the n-th call of an operation, which is not executed. */
    public FaultInjectingDynamo throttle(String operation, int call) {
        return order(operation, Kind.THROTTLED, call, () -> {});
    }

    /** Fails the n-th call of an operation before it is sent. */
    public FaultInjectingDynamo failUnsent(String operation, int call) {
        return order(operation, Kind.UNSENT, call, () -> {});
    }

    /** Loses the response to the n-th call of an operation, which is executed. */
    public FaultInjectingDynamo loseResponse(String operation, int call) {
        return order(operation, Kind.LOST_RESPONSE, call, () -> {});
    }

    /** Interleaves a concurrent action before the n-th call of an operation. */
    public FaultInjectingDynamo interleave(String operation, int call, Runnable action) {
        return order(operation, Kind.NONE, call, action);
    }

    /** Sets whether all calls fail unsent. */
    public synchronized void setUnavailable(boolean unavailable) {
        this.unavailable = unavailable;
    }

    /** Makes the next {@code BatchGetItem} leave the keys of a table unprocessed. */
    public synchronized void leaveUnprocessed(String table) {
        unprocessedTable = table;
    }

    /** Registers a listener that receives each call before it is forwarded. */
    public synchronized void onCall(Consumer<Call> listener) {
        this.listener = listener;
    }

    private synchronized FaultInjectingDynamo order(
            String operation, Kind kind, int call, Runnable before) {
        faults.add(new Fault(operation, kind, call, before));
        return this;
    }

    /** Returns the calls made since the last {@link #reset}, in order. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Returns the operations called since the last {@link #reset}, in order. */
    public synchronized List<String> operations() {
        return calls.stream().map(Call::operation).toList();
    }

    /** Clears all recorded calls and all faults. */
    public synchronized void reset() {
        calls.clear();
        faults.clear();
    }

    private Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        boolean isCall =
                DynamoDbResponse.class.isAssignableFrom(method.getReturnType())
                        && method.getParameterCount() == 1
                        && DynamoDbRequest.class.isAssignableFrom(method.getParameterTypes()[0]);
        if (isCall) {
            return call(method, (DynamoDbRequest) arguments[0]);
        }
        // Overloads, paginators and waiters call this proxy with their requests.
        return method.isDefault()
                ? java.lang.reflect.InvocationHandler.invokeDefault(proxy, method, arguments)
                : method.invoke(target, arguments);
    }

    private Object call(Method method, DynamoDbRequest request) throws Throwable {
        String name = method.getName();
        String operation = Character.toUpperCase(name.charAt(0)) + name.substring(1);
        List<Fault> due = record(operation, request);
        due.forEach(fault -> fault.before.run());
        listener().accept(new Call(operation, request));
        Kind fault =
                isUnavailable()
                        ? Kind.UNSENT
                        : due.stream()
                                .map(it -> it.kind)
                                .filter(kind -> kind != Kind.NONE)
                                .findFirst()
                                .orElse(Kind.NONE);
        switch (fault) {
            case THROTTLED ->
                    throw ProvisionedThroughputExceededException.builder()
                            .message("injected by the test")
                            .statusCode(400)
                            .awsErrorDetails(
                                    AwsErrorDetails.builder()
                                            .errorCode("ProvisionedThroughputExceededException")
                                            .build())
                            .build();
            case UNSENT -> throw SdkClientException.create("not sent: injected by the test");
            case NONE, LOST_RESPONSE -> {}
        }
        Object response = pass(method, request);
        if (fault == Kind.LOST_RESPONSE) {
            throw SdkClientException.create("response lost: injected by the test");
        }
        return response instanceof BatchGetItemResponse batch ? unprocessed(batch) : response;
    }

    private synchronized boolean isUnavailable() {
        return unavailable;
    }

    private synchronized Consumer<Call> listener() {
        return listener;
    }

    private synchronized BatchGetItemResponse unprocessed(BatchGetItemResponse response) {
        String table = unprocessedTable;
        unprocessedTable = "";
        if (table.isEmpty()) {
            return response;
        }
        KeysAndAttributes keys =
                KeysAndAttributes.builder()
                        .keys(List.of(Map.of("k", AttributeValue.fromS("k"))))
                        .build();
        return response.toBuilder().unprocessedKeys(Map.of(table, keys)).build();
    }

    private synchronized List<Fault> record(String operation, DynamoDbRequest request) {
        calls.add(new Call(operation, request));
        return faults.stream()
                .filter(fault -> fault.operation.equals(operation) && --fault.callsLeft == 0)
                .toList();
    }

    private Object pass(Method method, DynamoDbRequest request) throws Throwable {
        try {
            return method.invoke(target, request);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
