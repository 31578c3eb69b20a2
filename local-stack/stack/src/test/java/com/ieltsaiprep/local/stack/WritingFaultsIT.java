package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.local.client.api.ApiResponse;
import com.ieltsaiprep.local.json.JsonValues;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Faults while a test is marked: response, later status and attempt are as
 * docs/operations/runbook.md says, and the same test sent again has one report and uses one
 * attempt.
 *
 * <p>The model is slow where markings are handed over after a second.
 */
@ResourceLock(ApiExtension.FAULTS_LOCK)
final class WritingFaultsIT {
    @RegisterExtension static final ApiExtension API = ApiExtension.forFaults();

    private static final Map<String, Object> ESSAY = WritingRequests.essay();
    private static final String NOT_MARKED = "503 could_not_be_marked | failed | not used";

    /** Longer than the limit in that region, as 25 s are longer than the 20 s elsewhere. */
    private static final Duration SLOW = ApiStack.HASTY_LIMIT.plusMillis(500);

    private static final int ALWAYS = 1_000;

    private final TestAccounts.SignedInAccount account = API.stack().accounts().create();
    private final RecordingApiClient user = API.newClient().withToken(account.accessToken());
    private final String key = WritingRequests.newKey();

    /** Fault of the hand-over; each has a row of the table. */
    enum HandOverFault {
        NONE("the model takes 25 s", ""),
        REFUSED("Lambda throttles the hand-over", "THROTTLE"),
        BROKEN("Lambda fails to take the hand-over", "REFUSE"),
        LOST("the hand-over is lost", "LOSE"),
        KILLED("the function dies after the hand-over", "KILL"),
        TWICE("the hand-over arrives twice", "TWICE");

        private final String row;
        private final String kind;

        HandOverFault(String row, String kind) {
            this.row = row;
            this.kind = kind;
        }
    }

    /**
     * Fault of Bedrock by which the model gives no mark.
     *
     * @param times number of requests to the first model for the criterion, repeats included
     */
    private record BedrockFault(String row, Region region, String kind, int times) {}

    private static final List<BedrockFault> BEDROCK_FAULTS =
            List.of(
                    new BedrockFault("Bedrock throttles", Region.VIRGINIA, "THROTTLED", 8),
                    new BedrockFault("Bedrock denies access", Region.IRELAND, "ACCESS_DENIED", 2),
                    new BedrockFault("the model answers garbage", Region.IRELAND, "TEXT_ONLY", 4),
                    new BedrockFault("the model answers garbage", Region.IRELAND, "HALF_BAND", 4),
                    new BedrockFault(
                            "a filter replaces the answer", Region.IRELAND, "GUARDRAIL", 2));

    /** The first call of an instance creates its client, which may take longer than a second. */
    @BeforeAll
    static void warmUp() {
        RecordingApiClient user = API.signedInClient();
        for (Region region : Region.values()) {
            assertThat(WritingRequests.submit(user, region, ESSAY).status()).isIn(200, 202);
        }
    }

    @AfterEach
    void awaitEvents() {
        Eventually.afterReplication(
                () -> assertThat(invocations().path("pending").asInt()).isZero());
    }

    @ParameterizedTest
    @EnumSource
    void anEssayThatIsHandedOverIsMarkedOrItsAttemptReleased(HandOverFault fault) {
        int before = WritingRequests.attempts(user);
        boolean isSlowAgain = fault == HandOverFault.NONE;
        inject(
                modelFault(ApiStack.HASTY, isSlowAgain ? ALWAYS : 3)
                        .put("delayMs", SLOW.toMillis()));
        if (!fault.kind.isEmpty()) {
            injectHandOverFault(fault.kind);
        }

        ApiResponse response = submit(ApiStack.HASTY);

        String id = onlyAssessment(ApiStack.HASTY).path("assessment_id").asText();
        if (fault == HandOverFault.LOST) {
            assertThat(status(id)).isEqualTo("marking");
            assertThat(WritingRequests.attempts(user)).as("reserved").isEqualTo(before - 1);
            lapse(id);
        }
        awaitMarked(id);
        assertThat(row(response, id, before)).isEqualTo(table().get(fault.row));
        requireOneReport(Region.VIRGINIA, id, before);
        awaitEvents();
        assertThat(WritingRequests.attempts(user)).isEqualTo(before - 1);
    }

    @Test
    void withoutValidRepliesNoAttemptIsUsed() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Map<Region, Future<?>> byRegion = new HashMap<>();
            for (Region region : List.of(Region.VIRGINIA, Region.IRELAND)) {
                byRegion.put(region, threads.submit(() -> failAll(region)));
            }
            for (Future<?> each : byRegion.values()) {
                each.get();
            }
        }
    }

    /** Marks an essay in a region during each fault of Bedrock, one after the other. */
    private static void failAll(Region region) {
        for (BedrockFault fault : BEDROCK_FAULTS) {
            if (fault.region == region) {
                WritingFaultsIT test = new WritingFaultsIT();
                int before = WritingRequests.attempts(test.user);
                inject(
                        modelFault(region, fault.times)
                                .put("model", "micro")
                                .put("kind", fault.kind));
                // The second model gives its one opinion on each criterion to the report, too.
                inject(modelFault(region, 1).put("model", "pro").put("kind", "ACCESS_DENIED"));

                ApiResponse response = test.submit(region);
                String id = test.onlyAssessment(region).path("assessment_id").asText();
                assertThat(test.row(response, id, before)).as(fault.kind).isEqualTo(NOT_MARKED);
                assertThat(table().get(fault.row)).as(fault.row).isEqualTo(NOT_MARKED);
                assertThat(response.header("Retry-After")).isNotEmpty();
                test.requireOneReport(region, id, before);
            }
        }
    }

    @Test
    void aMomentOfThrottlingOnlyDelaysTheReport() {
        int before = WritingRequests.attempts(user);
        inject(modelFault(Region.IRELAND, 3).put("kind", "THROTTLED"));

        ApiResponse response = submit(Region.IRELAND);

        assertThat(row(response, response.text("assessment_id"), before))
                .isEqualTo(table().get("Bedrock throttles for a moment"));
    }

    @Test
    void aReportIsNotLostWhileTheDatabaseIsUnavailable() throws Exception {
        int before = WritingRequests.attempts(user);
        API.stack().converse().delete("/counts");
        inject(modelFault(Region.IRELAND, 1).put("delayMs", 700));
        ApiResponse response;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<ApiResponse> submitted = threads.submit(() -> submit(Region.IRELAND));
            Eventually.afterReplication(
                    () ->
                            assertThat(
                                            API.stack()
                                                    .converse()
                                                    .get("/counts")
                                                    .path("requests")
                                                    .asInt())
                                    .isPositive());
            API.stack().tables().throttle(null);
            response = submitted.get();
        }
        assertThat(response.outcome()).isEqualTo("202");
        String id = response.text("assessment_id");
        assertThat(user.get(Region.IRELAND, "/assessments/" + id).outcome())
                .isEqualTo("503 unavailable");
        API.stack().tables().stopThrottling();

        awaitMarked(id);

        assertThat(row(response, id, before))
                .isEqualTo(table().get("DynamoDB throttles before the report is saved"));
        requireOneReport(Region.SINGAPORE, id, before);
    }

    private static JsonNode invocations() {
        return API.stack().lambda().get("/invocations");
    }

    /** Returns a fault of calls for one criterion, without which there is no overall band. */
    private static ObjectNode modelFault(Region region, int times) {
        return JsonValues.object()
                .put("region", region.awsName())
                .put("criterion", "lexical_resource")
                .put("delayMs", 0)
                .put("times", times);
    }

    private static void inject(ObjectNode modelFault) {
        API.stack().converse().post("/faults", modelFault);
    }

    private static void injectHandOverFault(String kind) {
        // The SDK repeats what Lambda refuses.
        boolean isRefusal = kind.equals("THROTTLE") || kind.equals("REFUSE");
        API.stack()
                .lambda()
                .post(
                        "/faults",
                        JsonValues.object()
                                .put("function", "writing")
                                .put("kind", kind)
                                .put("afterMs", 0)
                                .put("attempts", 1)
                                .put("times", isRefusal ? ALWAYS : 1));
    }

    private ApiResponse submit(Region region) {
        return WritingRequests.submit(user, region, key, ESSAY);
    }

    private JsonNode onlyAssessment(Region region) {
        JsonNode list = user.get(region, "/assessments").json().path("assessments");
        assertThat(list).hasSize(1);
        return list.path(0);
    }

    private String status(String id) {
        return user.get(ApiStack.HASTY, "/assessments/" + id).text("status");
    }

    private void awaitMarked(String id) {
        Eventually.afterReplication(() -> assertThat(status(id)).isNotEqualTo("marking"));
    }

    /** Moves the lapse of a marking into the past, as if its time were over. */
    private static void lapse(String id) {
        Map<String, AttributeValue> item =
                new HashMap<>(
                        API.stack()
                                .tables()
                                .items(ApiStack.HASTY, Table.ASSESSMENTS, id)
                                .getFirst());
        item.put(
                "marking_until",
                AttributeValue.fromN(String.valueOf(System.currentTimeMillis() - 1)));
        API.stack().tables().put(ApiStack.HASTY, Table.ASSESSMENTS, item);
    }

    /** Returns the cells of the table's row that was seen. */
    private String row(ApiResponse response, String id, int before) {
        int left = WritingRequests.attempts(user);
        return "%s | %s | %s"
                .formatted(
                        response.outcome(),
                        status(id),
                        left == before ? "not used" : left == before - 1 ? "used" : "lost");
    }

    /** Sends the test again, after the faults. */
    private void requireOneReport(Region region, String id, int before) {
        ApiResponse again = submit(region);
        assertThat(again.outcome()).isEqualTo("200");
        assertThat(again.text("assessment_id")).isEqualTo(id);
        assertThat(again.json().path("overall").has("band")).isTrue();
        assertThat(WritingRequests.attempts(user)).isEqualTo(before - 1);
    }

    /** Reads the table: the other cells of each row by its first one. */
    private static Map<String, String> table() {
        Map<String, String> table = new TreeMap<>();
        boolean isInTable = false;
        for (String line : lines()) {
            isInTable = line.startsWith(isInTable ? "|" : "| while a test is marked |");
            if (isInTable) {
                List<String> cells = List.of(line.replace("`", "").split("\\s*\\|\\s*", -1));
                table.put(cells.get(1), String.join(" | ", cells.subList(2, cells.size() - 1)));
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
