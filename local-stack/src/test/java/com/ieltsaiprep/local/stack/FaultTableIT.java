package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.stack.ApiClient.Answer;
import com.ieltsaiprep.local.stack.Errands.Errand;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
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

/** Every operation answers as docs/operations/runbook.md says while something is away, and then is done. */
final class FaultTableIT {
    @RegisterExtension static final ApiExtension API = new ApiExtension();

    /** Not home, so that what it needs of home is far away. */
    private static final Region HERE = Region.IRELAND;

    private static final String HEALTH = "GET /health";
    private static final int AT_ONCE = 8;

    /** What is away; each has a column of the table. */
    enum Trouble {
        REDIS_AWAY("Redis unavailable"),
        REDIS_SLOW("Redis slow"),
        DYNAMODB_THROTTLES("DynamoDB throttles"),
        REPLICATION_STOPPED("replication stopped");

        private final String column;

        Trouble(String column) {
            this.column = column;
        }

        /** From then on nobody who is made at home is known here. */
        void beforePeopleAreMade(ApiStack stack) {
            if (this == REPLICATION_STOPPED) {
                stack.tables().lag(ApiStack.LAG, HERE);
            }
        }

        void begin(ApiStack stack) {
            switch (this) {
                case REDIS_AWAY -> stack.redis().forEach(ApiRedis::stop);
                case REDIS_SLOW -> stack.redis().forEach(ApiRedis::freeze);
                case DYNAMODB_THROTTLES -> stack.tables().throttle(null);
                case REPLICATION_STOPPED -> {}
            }
        }
    }

    /** A row: what is answered, by the names of the columns. */
    private record Row(Map<String, String> cells) {
        String usual() {
            return Objects.requireNonNull(cells.get("usually"));
        }

        String in(Trouble trouble) {
            String cell = Objects.requireNonNull(cells.get(trouble.column));
            return cell.equals("as usual") ? usual() : cell;
        }
    }

    @Test
    void theTableHasEveryOperation() throws IOException {
        assertThat(table().keySet())
                .isEqualTo(
                        new TreeSet<>(
                                OpenApi.operations().stream()
                                        .map(OpenApi.Operation::toString)
                                        .toList()));
    }

    @ParameterizedTest
    @EnumSource
    void everyOperationAnswersAsTheTableSaysAndIsDoneAfterwards(Trouble trouble) throws Exception {
        Map<String, Row> table = table();
        trouble.beforePeopleAreMade(API.stack());
        Map<String, Errand> errands = Errands.in(API, HERE);
        Map<String, String> expected = new TreeMap<>();
        table.forEach((operation, row) -> expected.put(operation, row.in(trouble)));
        trouble.begin(API.stack());
        // It looks now and then only.
        isAnswered(HEALTH, Objects.requireNonNull(errands.remove(HEALTH)), expected);
        expected.remove(HEALTH);

        Map<String, Answer> answers = run(errands);

        assertThat(outcomes(answers)).isEqualTo(expected);
        answers.values().stream()
                .filter(answer -> answer.outcome().matches("503 .+"))
                .forEach(answer -> assertThat(answer.header("Retry-After")).isNotEmpty());
        API.stack().mend();
        Map<String, String> usual = new TreeMap<>();
        table.forEach((operation, row) -> usual.put(operation, row.usual()));
        errands.keySet().removeIf(it -> outcome(answers, it).equals(usual.get(it)));
        errands.forEach((operation, errand) -> isAnswered(operation, errand, usual));
    }

    /** At the latest when all have heard of the trouble, or of its end. */
    private static void isAnswered(String operation, Errand errand, Map<String, String> expected) {
        Within.lag(
                () ->
                        assertThat(outcome(errand.run()))
                                .as(operation)
                                .isEqualTo(expected.get(operation)));
    }

    private static String outcome(Map<String, Answer> answers, String operation) {
        return outcome(Objects.requireNonNull(answers.get(operation)));
    }

    private static Map<String, Answer> run(Map<String, Errand> errands) throws Exception {
        Map<String, Answer> answers = new HashMap<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            Map<String, Future<Answer>> all = new HashMap<>();
            errands.forEach((name, errand) -> all.put(name, threads.submit(errand::run)));
            for (Map.Entry<String, Future<Answer>> each : all.entrySet()) {
                answers.put(each.getKey(), each.getValue().get());
            }
        }
        return answers;
    }

    private static Map<String, String> outcomes(Map<String, Answer> answers) {
        Map<String, String> outcomes = new TreeMap<>();
        answers.forEach((operation, answer) -> outcomes.put(operation, outcome(answer)));
        return outcomes;
    }

    /** Status and slug, or what a region says of its health. */
    private static String outcome(Answer answer) {
        return answer.json().has("dependencies")
                ? answer.status() + " " + answer.text("status")
                : answer.outcome();
    }

    /** The rows of the table, in order of their operations. */
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
            return Files.readAllLines(Path.of("../docs/operations/runbook.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
