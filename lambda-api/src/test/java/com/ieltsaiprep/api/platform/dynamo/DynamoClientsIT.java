package com.ieltsaiprep.api.platform.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class DynamoClientsIT {
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private String error = "";
    private String reasons = "";
    private int status;

    @BeforeEach
    void aServerThatRefuses() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::refuse);
        server.start();
    }

    @AfterEach
    void isStopped() {
        server.stop(0);
    }

    private void refuse(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
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

    private static RegionalDynamo at(int port) {
        return new RegionalDynamo(
                new Regions(Region.IRELAND, Region.VIRGINIA),
                table -> table.name("test"),
                new DynamoClients(
                        Region.IRELAND,
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create("local", "local")),
                        URI.create("http://127.0.0.1:" + port),
                        DynamoClients.Patience.PERSON));
    }

    private static void read(RegionalDynamo dynamo) {
        dynamo.own()
                .getItem(
                        get ->
                                get.tableName(dynamo.table(Table.USERS))
                                        .key(Map.of("user_id", AttributeValue.fromS("u"))));
    }

    private void answer(int newStatus, String newError) {
        status = newStatus;
        error = newError;
    }

    private boolean write() {
        RegionalDynamo dynamo = at(server.getAddress().getPort());
        TransactWriteItem item =
                TransactWriteItem.builder()
                        .delete(
                                delete ->
                                        delete.tableName("test")
                                                .key(Map.of("user_id", AttributeValue.fromS("u"))))
                        .build();
        return Transactions.write(dynamo.own(), List.of(item, item));
    }

    private void cancel(String... codes) {
        answer(400, "TransactionCanceledException");
        reasons =
                Stream.of(codes)
                        .map("{\"Code\":\"%s\"}"::formatted)
                        .collect(Collectors.joining(","));
    }

    @Test
    void aTransactionThatMeetsAnotherIsTriedAgainAndThenAway() {
        cancel("None", "TransactionConflict");

        assertThatThrownBy(this::write)
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessage("DynamoDB: TransactionCanceledException");
        assertThat(asked).hasValue(3);
    }

    @Test
    void aTransactionWhoseConditionDoesNotHoldIsNotTriedAgain() {
        cancel("ConditionalCheckFailed", "TransactionConflict");

        assertThat(write()).isFalse();
        assertThat(asked).hasValue(1);
    }

    @Test
    void aTransactionThatCanNeverBeDoneIsNoUnheldCondition() {
        cancel("None", "ItemCollectionSizeLimitExceeded");

        assertThatThrownBy(this::write).isInstanceOf(DatabaseRejectedException.class);
        assertThat(asked).hasValue(1);
    }

    @Test
    void aWriteThatMeetsATransactionIsTriedAgain() {
        answer(400, "TransactionConflictException");

        assertThatThrownBy(() -> read(at(server.getAddress().getPort())))
                .isInstanceOf(DatabaseUnavailableException.class);
        assertThat(asked).hasValue(3);
    }

    @Test
    void aTableThatThrottlesIsAwayAfterThreeAttemptsWithinASecond() {
        answer(400, "ProvisionedThroughputExceededException");
        RegionalDynamo dynamo = at(server.getAddress().getPort());
        assertThatThrownBy(() -> read(dynamo)).isInstanceOf(DatabaseUnavailableException.class);
        asked.set(0);
        long before = System.nanoTime();

        assertThatThrownBy(() -> read(dynamo))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessage("DynamoDB: ProvisionedThroughputExceededException");
        assertThat(asked).hasValue(3);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(1));
    }

    @Test
    void aServerThatFailsIsAway() {
        answer(500, "InternalServerError");

        assertThatThrownBy(() -> read(at(server.getAddress().getPort())))
                .isInstanceOf(DatabaseUnavailableException.class)
                .hasMessageNotContaining("anna");
    }

    @Test
    void aConditionThatDoesNotHoldIsToldAsSuch() {
        answer(400, "ConditionalCheckFailedException");

        assertThatThrownBy(() -> read(at(server.getAddress().getPort())))
                .isInstanceOf(ConditionalCheckFailedException.class);
        assertThat(asked).hasValue(1);
    }

    @Test
    void aServerThatIsSilentIsAwayWhileSomebodyStillWaits() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            long before = System.nanoTime();

            assertThatThrownBy(() -> read(at(silent.getLocalPort())))
                    .isInstanceOf(DatabaseUnavailableException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - before))
                    .isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(5));
        }
    }

    @Test
    void aRegionsClientIsMadeOnce() {
        RegionalDynamo dynamo = at(1);

        assertThat(dynamo.own()).isSameAs(dynamo.in(Region.IRELAND));
        assertThat(dynamo.home()).isSameAs(dynamo.in(Region.VIRGINIA)).isNotSameAs(dynamo.own());
    }
}
