package com.ieltsaiprep.api.platform.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.common.Fault;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class DynamoClientsIT {
    private final AtomicInteger requests = new AtomicInteger();
    private HttpServer server;
    private String error = "";
    private String reasons = "";
    private int status;

    @BeforeEach
    void startFailingServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::refuse);
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    private void refuse(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        byte[] body =
                """
                {"__type":"com.amazonaws.dynamodb.v20120810#%s","message":"anna@example.com",
                 "CancellationReasons":[%s]}\
                """
                        .formatted(error, reasons)
                        .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/x-amz-json-1.0");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private RegionalDynamo failingDynamo() {
        return dynamoAt(server.getAddress().getPort());
    }

    private static RegionalDynamo dynamoAt(int port) {
        return new RegionalDynamo(
                Region.IRELAND,
                Region.VIRGINIA,
                table -> table.name("test"),
                DynamoClients.forRequests(
                        Region.IRELAND,
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")),
                        URI.create("http://127.0.0.1:" + port)));
    }

    private static void read(RegionalDynamo dynamo) {
        DynamoTable users = dynamo.own(Table.USERS);
        users.get(users.key("u"));
    }

    private void respondWith(int newStatus, String newError) {
        status = newStatus;
        error = newError;
    }

    private boolean commit() {
        RegionalDynamo dynamo = failingDynamo();
        DynamoTable users = dynamo.own(Table.USERS);
        return dynamo.transaction(Region.IRELAND)
                .add(users, ItemWrite.delete(users.key("u")), ItemWrite.delete(users.key("v")))
                .commit();
    }

    private void cancel(String... codes) {
        respondWith(400, "TransactionCanceledException");
        reasons =
                Stream.of(codes)
                        .map("{\"Code\":\"%s\"}"::formatted)
                        .collect(Collectors.joining(","));
    }

    @Test
    void retriesTransactionConflictingWithAnother() {
        cancel("None", "TransactionConflict");

        assertThatThrownBy(this::commit)
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessage("DynamoDB: TransactionCanceledException");
        assertThat(requests).hasValue(3);
    }

    @Test
    void doesNotRetryTransactionWithFailedCondition() {
        cancel("ConditionalCheckFailed", "TransactionConflict");

        assertThat(commit()).isFalse();
        assertThat(requests).hasValue(1);
    }

    @Test
    void distinguishesRejectedTransactionFromFailedCondition() {
        cancel("None", "ItemCollectionSizeLimitExceeded");

        assertThatThrownBy(this::commit).isInstanceOf(DatabaseRejectedException.class);
        assertThat(requests).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({
        "500, InternalServerError",
        "503, ServiceUnavailable",
        "400, ThrottlingException",
        "400, ProvisionedThroughputExceededException",
        "400, RequestLimitExceeded",
        "400, TransactionConflictException",
    })
    void retriesTransientFailureTwiceAndOmitsItsMessage(int status, String code) {
        respondWith(status, code);

        assertThatThrownBy(() -> read(failingDynamo()))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageStartingWith("DynamoDB: ")
                .hasMessageNotContaining("anna");
        assertThat(requests).hasValue(3);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AccessDeniedException",
                "ResourceNotFoundException",
                "ValidationException",
                "UnrecognizedClientException"
            })
    void reportsPermanentFailureByCodeOnlyWithoutRetry(String code) {
        respondWith(400, code);

        assertThatThrownBy(() -> read(failingDynamo()))
                .isInstanceOfSatisfying(
                        DatabaseRejectedException.class,
                        rejected ->
                                assertThat(Fault.describe(rejected))
                                        .contains(" code=" + code + " at=")
                                        .doesNotContain("anna"))
                .hasMessage("DynamoDB refuses: " + code);
        assertThat(requests).hasValue(1);
    }

    @Test
    void failsThrottledRequestWithinOneSecond() {
        respondWith(400, "ProvisionedThroughputExceededException");
        RegionalDynamo dynamo = failingDynamo();
        assertThatThrownBy(() -> read(dynamo)).isInstanceOf(DatabaseUnavailableException.class);
        long before = System.nanoTime();

        assertThatThrownBy(() -> read(dynamo)).isInstanceOf(DatabaseUnavailableException.class);

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void doesNotRetryFailedCondition() {
        respondWith(400, "ConditionalCheckFailedException");
        DynamoTable users = failingDynamo().own(Table.USERS);

        assertThat(users.write(ItemWrite.delete(users.key("u")))).isFalse();
        assertThat(requests).hasValue(1);
    }

    @Test
    void mapsRefusedConnectionToUnavailable() {
        assertThatThrownBy(() -> read(dynamoAt(1)))
                .isInstanceOf(DatabaseUnavailableException.class);
    }

    @Test
    void timesOutOnUnresponsiveServer() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            long before = System.nanoTime();

            assertThatThrownBy(() -> read(dynamoAt(silent.getLocalPort())))
                    .isInstanceOf(DatabaseUnavailableException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(5));
        }
    }
}
