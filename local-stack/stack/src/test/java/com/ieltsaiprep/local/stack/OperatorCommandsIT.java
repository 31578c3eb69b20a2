package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs the operators' commands on real tables. */
@ResourceLock(ApiExtension.FAULTS_LOCK)
final class OperatorCommandsIT {
    @RegisterExtension static final ApiExtension API = ApiExtension.forFaults();

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @Test
    void migrationsAreDoneOnceAndRecorded() throws IOException {
        JsonNode first = migrate("status");
        assertThat(first.path("done").asBoolean()).as("by the start of the stack").isTrue();
        assertThat(migrate("migrate")).isEqualTo(first);

        Map<String, AttributeValue> record = item(Table.USERS, "migration#1").getFirst();
        assertThat(record).containsKeys("finished_at", "locked_by").doesNotContainKey("progress");
        assertThat(item(Table.USERS, "config#app")).hasSize(1);
        assertThatThrownBy(() -> migrate("drop")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAccountIsFoundAndGrantedAttemptsAndTheLedgerRecordsTheOperator() {
        NewUser newUser = NewUser.random();
        newUser.register(API.newClient(), Region.IRELAND);

        assertThat(support("find", newUser.email(), "--reason", "she wrote to us")).isZero();
        String userId = printed().replaceFirst("(?s).*user_id +(\\S+).*", "$1");
        assertThat(support("grant", userId, "academic_speaking", "2", "--reason", "a lost test"))
                .isZero();
        assertThat(support("ledger", userId, "--reason", "she asks again")).isZero();

        assertThat(printed())
                .contains("attempts=2", "audit#", "reason=a lost test")
                .doesNotContain(newUser.email(), newUser.name());
        assertThat(API.stack().tables().items(Region.VIRGINIA, Table.PURCHASES, userId))
                .filteredOn(item -> text(item, "entry_id").startsWith("audit#"))
                .extracting(item -> text(item, "command"))
                .containsExactlyInAnyOrder("find", "grant", "ledger");
        String token = newUser.signIn(API.newClient(), Region.SINGAPORE).text("access_token");
        assertThat(API.newClient().withToken(token).get(Region.SINGAPORE, "/me/export").text())
                .contains("\"command\":\"grant\"")
                .doesNotContain("a lost test", "operator", "key_hash");
    }

    @Test
    void concurrentGrantsAreAllApplied() throws Exception {
        String userId = API.stack().accounts().create().userId();
        int before = attempts(userId);

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<@Nullable Void> grant =
                    () -> {
                        API.stack().accounts().grantAttempts(userId);
                        return null;
                    };
            for (Future<?> done : threads.invokeAll(Collections.nCopies(5, grant))) {
                done.get();
            }
        }

        assertThat(attempts(userId)).isEqualTo(6 * before);
    }

    private static int attempts(String userId) {
        return item(Table.PURCHASES, userId).stream()
                .filter(item -> text(item, "entry_id").equals("entitlement#academic_speaking"))
                .mapToInt(
                        item -> Integer.parseInt(Objects.requireNonNull(item.get("attempts")).n()))
                .sum();
    }

    @Test
    void aThrottledOperatorIsToldToCheckTheLedgerBeforeRetrying() {
        String userId = API.stack().accounts().create().userId();
        API.stack().tables().throttle("TransactWriteItems");

        assertThat(support("grant", userId, "academic_speaking", "2", "--reason", "a lost test"))
                .isOne();

        assertThat(printed()).contains("DynamoDB: ", "look at the ledger");
    }

    @Test
    void theConfigurationIsChangedInTheHomeRegion() {
        assertThat(support("set-config", "--minimum-app-version", "0.0.1", "--reason", "a test"))
                .isZero();

        assertThat(text(item(Table.USERS, "config#app").getFirst(), "minimum_app_version"))
                .isEqualTo("0.0.1");
        assertThat(item(Table.PURCHASES, "everybody")).isNotEmpty();
    }

    private static JsonNode migrate(String command) throws IOException {
        return API.stack().operators().migrate(command);
    }

    private int support(String... line) {
        return API.stack()
                .operators()
                .support(List.of(line), new PrintStream(printed, true, StandardCharsets.UTF_8));
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return item.getOrDefault(name, AttributeValue.fromS("")).s();
    }

    private static List<Map<String, AttributeValue>> item(Table table, String key) {
        return API.stack().tables().items(Region.VIRGINIA, table, key);
    }
}
