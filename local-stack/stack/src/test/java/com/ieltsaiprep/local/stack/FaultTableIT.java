package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiResponse;
import com.ieltsaiprep.local.stack.OperationRequests.PreparedRequest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Fault table: every operation answers as docs/operations/runbook.md says during each fault, and
 * succeeds afterwards.
 */
@ResourceLock(ApiExtension.FAULTS_LOCK)
final class FaultTableIT {
    @RegisterExtension static final ApiExtension API = ApiExtension.forFaults();

    /** Not the home region, so that requests to it cross regions. */
    private static final Region REGION = Region.IRELAND;

    private static final String HEALTH = "GET /health";
    private static final int THREADS = 8;

    /** Injected fault; each has a column of the table. */
    enum Fault {
        REDIS_UNAVAILABLE("Redis unavailable"),
        REDIS_SLOW("Redis slow"),
        DYNAMODB_THROTTLES("DynamoDB throttles"),
        REPLICATION_STOPPED("replication stopped");

        private final String column;

        Fault(String column) {
            this.column = column;
        }

        /**
         * Stops replication before the accounts are created, so that the region does not know them.
         */
        void beforeAccountsExist(ApiStack stack) {
            if (this == REPLICATION_STOPPED) {
                stack.tables().setLag(ApiStack.LAG, REGION);
            }
        }

        void begin(ApiStack stack) {
            switch (this) {
                case REDIS_UNAVAILABLE -> stack.redis().forEach(ApiRedis::stop);
                case REDIS_SLOW -> stack.redis().forEach(ApiRedis::freeze);
                case DYNAMODB_THROTTLES -> stack.tables().throttle(null);
                case REPLICATION_STOPPED -> {}
            }
        }
    }

    /** Row of the table: the outcomes by column. */
    private record Row(Map<String, String> cells) {
        String usual() {
            return Objects.requireNonNull(cells.get("usually"));
        }

        String in(Fault fault) {
            String cell = Objects.requireNonNull(cells.get(fault.column));
            return cell.equals("as usual") ? usual() : cell;
        }
    }

    @Test
    void theTableHasEveryOperation() throws IOException {
        assertThat(table().keySet())
                .isEqualTo(
                        new TreeSet<>(
                                OpenApiOperations.operations().stream()
                                        .map(OpenApiOperations.Operation::toString)
                                        .toList()));
    }

    @ParameterizedTest
    @EnumSource
    void everyOperationAnswersAsTheTableSaysAndIsDoneAfterwards(Fault fault) throws Exception {
        Map<String, Row> table = table();
        fault.beforeAccountsExist(API.stack());
        Map<String, PreparedRequest> requests = OperationRequests.in(API, REGION);
        Map<String, String> expected = new TreeMap<>();
        table.forEach((operation, row) -> expected.put(operation, row.in(fault)));
        fault.begin(API.stack());
        // The health check runs only now and then.
        eventuallyReturns(HEALTH, Objects.requireNonNull(requests.remove(HEALTH)), expected);
        expected.remove(HEALTH);

        Map<String, ApiResponse> responses = sendAll(requests);

        assertThat(outcomes(responses)).isEqualTo(expected);
        responses.values().stream()
                .filter(response -> response.outcome().matches("503 .+"))
                .forEach(response -> assertThat(response.header("Retry-After")).isNotEmpty());
        API.stack().reset();
        Map<String, String> usual = new TreeMap<>();
        table.forEach((operation, row) -> usual.put(operation, row.usual()));
        requests.keySet().removeIf(it -> outcome(responses, it).equals(usual.get(it)));
        requests.forEach((operation, request) -> eventuallyReturns(operation, request, usual));
    }

    /** Waits until an operation has the expected outcome, at most as long as replication takes. */
    private static void eventuallyReturns(
            String operation, PreparedRequest request, Map<String, String> expected) {
        Eventually.afterReplication(
                () ->
                        assertThat(outcome(request.send()))
                                .as(operation)
                                .isEqualTo(expected.get(operation)));
    }

    private static String outcome(Map<String, ApiResponse> responses, String operation) {
        return outcome(Objects.requireNonNull(responses.get(operation)));
    }

    private static Map<String, ApiResponse> sendAll(Map<String, PreparedRequest> requests)
            throws Exception {
        Map<String, ApiResponse> responses = new HashMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            Map<String, Future<ApiResponse>> all = new HashMap<>();
            requests.forEach((name, request) -> all.put(name, threads.submit(request::send)));
            for (Map.Entry<String, Future<ApiResponse>> each : all.entrySet()) {
                responses.put(each.getKey(), each.getValue().get());
            }
        }
        return responses;
    }

    private static Map<String, String> outcomes(Map<String, ApiResponse> responses) {
        Map<String, String> outcomes = new TreeMap<>();
        responses.forEach((operation, response) -> outcomes.put(operation, outcome(response)));
        return outcomes;
    }

    /** Returns status and problem type, or a region's health. */
    private static String outcome(ApiResponse response) {
        return response.json().has("dependencies")
                ? response.status() + " " + response.text("status")
                : response.outcome();
    }

    /** Reads the table, sorted by operation. */
    private static Map<String, Row> table() {
        Map<String, Row> table = new TreeMap<>();
        List<String> columns = List.of();
        for (String line : lines()) {
            List<String> cells = List.of(line.replace("`", "").split("\\s*\\|\\s*", -1));
            if (line.startsWith("| operation |")) {
                columns = cells;
            } else if (line.matches("\\| `[A-Z]+ /.*") && cells.size() == columns.size()) {
                Map<String, String> row = new HashMap<>();
                for (int i = 0; i < cells.size(); i++) {
                    row.put(columns.get(i), cells.get(i));
                }
                table.put(cells.get(1).replaceAll("\\{\\w+}", "x"), new Row(row));
            }
        }
        return table;
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(Path.of("../../docs/operations/runbook.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
