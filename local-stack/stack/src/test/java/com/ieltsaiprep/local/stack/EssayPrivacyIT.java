package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;
import com.ieltsaiprep.common.text.WordCount;
import com.ieltsaiprep.local.client.api.ApiResponse;
import com.ieltsaiprep.local.json.JsonValues;
import com.ieltsaiprep.local.speak.SampleAnswers;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Privacy of essays: a word that only the essays have is in no file, log, Redis or table, except in
 * the quotes of the stored assessment. The search finds planted words in each of these places.
 */
@ResourceLock(ApiExtension.FAULTS_LOCK)
final class EssayPrivacyIT {
    @RegisterExtension static final ApiExtension API = ApiExtension.forFaults();

    private static final String CANARY = "zebrafinchery";
    private static final String REPORT =
            SampleAnswers.REPORT.replace(" the ", " the " + CANARY + " ");
    private static final String ESSAY =
            SampleAnswers.ESSAY.replace(" the ", " the " + CANARY + " ");

    /** Fields of a stored assessment that may quote the essay. */
    private static final Pattern QUOTES =
            Pattern.compile(
                    "report\\.tasks\\[]\\.(criteria\\[]\\.evidence\\[]\\.quote"
                            + "|error_patterns\\[]\\.(quote|correction)"
                            + "|improved_sentences\\[]\\.(original|improved))");

    private final TestAccounts.SignedInAccount account = API.stack().accounts().create();
    private final RecordingApiClient user = API.newClient().withToken(account.accessToken());

    @Test
    void anEssayLeavesOnlyTheQuotesOfItsAssessment() {
        try (ContentSearch search = new ContentSearch(API.stack())) {
            assertThat(search.placesOf(search.plant(account.userId())))
                    .containsExactlyInAnyOrderElementsOf(search.allPlaces());

            ApiResponse marked = submit(Region.IRELAND, WritingRequests.test(REPORT, ESSAY));
            assertThat(marked.outcome()).isEqualTo("200");
            markAgain(marked.text("assessment_id"));
            handOver();
            failInEveryWay();
            API.stack().tables().awaitReplication();

            assertThat(search.placesOf(CANARY))
                    .isNotEmpty()
                    .allMatch(place -> place.startsWith("table ASSESSMENTS in "));
            for (Region region : Region.values()) {
                List<Map<String, AttributeValue>> items =
                        API.stack().tables().items(region, Table.ASSESSMENTS, CANARY);
                assertThat(items).hasSizeGreaterThanOrEqualTo(2);
                items.forEach(EssayPrivacyIT::requireOnlyQuotes);
            }
        }
    }

    private ApiResponse submit(Region region, Map<String, Object> body) {
        return WritingRequests.submit(user, region, body);
    }

    private void markAgain(String assessmentId) {
        String path = "/assessments/" + assessmentId + "/remark";
        assertThat(user.post(Region.VIRGINIA, path, WritingRequests.test(REPORT, ESSAY)).outcome())
                .isEqualTo("200");
        assertThat(user.post(Region.VIRGINIA, path, WritingRequests.essay(ESSAY)).status())
                .isIn(409, 422);
    }

    /** Marks an essay after a hand-over that is processed only by its second attempt. */
    private void handOver() {
        API.stack()
                .converse()
                .post(
                        "/faults",
                        JsonValues.object()
                                .put("region", ApiStack.HASTY.awsName())
                                .put("criterion", "lexical_resource")
                                .put("delayMs", ApiStack.HASTY_LIMIT.plusMillis(500).toMillis())
                                .put("times", 2));
        API.stack()
                .lambda()
                .post(
                        "/faults",
                        JsonValues.object()
                                .put("function", "writing")
                                .put("kind", "KILL")
                                .put("afterMs", 0)
                                .put("attempts", 1)
                                .put("times", 1));
        ApiResponse handedOver = submit(ApiStack.HASTY, WritingRequests.essay(ESSAY));
        assertThat(handedOver.outcome()).isEqualTo("202");
        String path = "/assessments/" + handedOver.text("assessment_id");
        Eventually.afterReplication(
                () -> assertThat(user.get(ApiStack.HASTY, path).text("status")).isEqualTo("done"));
    }

    /** Submits essays that are refused, or not marked, as errors are logged. */
    private void failInEveryWay() {
        assertThat(submit(Region.IRELAND, WritingRequests.essay(ESSAY + "\u0000")).status())
                .isEqualTo(400);
        assertThat(submit(Region.IRELAND, WritingRequests.essay(ESSAY.repeat(20))).status())
                .isEqualTo(400);
        for (String kind : List.of("ACCESS_DENIED", "INVALID_JSON", "CUT", "OTHER_TOOL")) {
            API.stack()
                    .converse()
                    .post(
                            "/faults",
                            JsonValues.object()
                                    .put("region", Region.IRELAND.awsName())
                                    .put("criterion", "coherence_and_cohesion")
                                    .put("kind", kind)
                                    .put("delayMs", 0)
                                    .put("times", 1));
        }
        assertThat(submit(Region.IRELAND, WritingRequests.essay(ESSAY)).status()).isIn(200, 503);
        API.stack().converse().clearFaults();
        API.stack().tables().throttle(null);
        assertThat(submit(Region.IRELAND, WritingRequests.essay(ESSAY)).status()).isEqualTo(503);
        API.stack().tables().stopThrottling();
    }

    private static void requireOnlyQuotes(Map<String, AttributeValue> item) {
        Map<String, List<String>> texts = new TreeMap<>();
        collect("", AttributeValue.fromM(item), texts);
        texts.forEach(
                (path, values) -> {
                    if (values.stream().anyMatch(value -> value.contains(CANARY))) {
                        assertThat(path).matches(QUOTES);
                    }
                    if (path.endsWith(".quote")) {
                        assertThat(values)
                                .allMatch(quote -> WordCount.of(quote) <= 8, "has 8 words at most");
                    }
                });
        int tasks = sizeOf(texts, "report.tasks[].task");
        assertThat(sizeOf(texts, "report.tasks[].criteria[].evidence[].quote"))
                .isBetween(1, 12 * tasks);
        assertThat(sizeOf(texts, "report.tasks[].error_patterns[].quote")).isBetween(1, 7 * tasks);
        assertThat(sizeOf(texts, "report.tasks[].improved_sentences[].original"))
                .isBetween(1, 3 * tasks);
    }

    private static int sizeOf(Map<String, List<String>> texts, String path) {
        return texts.getOrDefault(path, List.of()).size();
    }

    /** Collects all texts of a value by their paths. */
    private static void collect(
            String path, AttributeValue value, Map<String, List<String>> texts) {
        switch (value.type()) {
            case M ->
                    value.m()
                            .forEach(
                                    (name, member) ->
                                            collect(
                                                    path.isEmpty() ? name : path + "." + name,
                                                    member,
                                                    texts));
            case L -> value.l().forEach(member -> collect(path + "[]", member, texts));
            default ->
                    texts.computeIfAbsent(path, _ -> new ArrayList<>())
                            .add(value.s() == null ? value.toString() : value.s());
        }
    }
}
