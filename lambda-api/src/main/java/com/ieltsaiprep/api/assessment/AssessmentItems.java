package com.ieltsaiprep.api.assessment;

import com.ieltsaiprep.api.assessment.AssessmentStatus.Done;
import com.ieltsaiprep.api.assessment.AssessmentStatus.Failed;
import com.ieltsaiprep.api.assessment.AssessmentStatus.Marking;
import com.ieltsaiprep.api.assessment.AssessmentStatus.Reason;
import com.ieltsaiprep.api.assessment.AssessmentStatus.Remark;
import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.JsonAttributes;
import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Item mapping of the table of assessments. */
final class AssessmentItems {
    static final String USER = Table.ASSESSMENTS.hashKey();
    static final String ID = Objects.requireNonNull(Table.ASSESSMENTS.rangeKey());
    static final String STATE = "assessment_state";
    static final String MARKING_ID = "marking_id";
    static final String MARKING_UNTIL = "marking_until";
    static final String MARKED_AT = "marked_at";
    static final String OVERALL = "overall";
    static final String REPORT = "report";
    static final String FAILURE = "failure";
    static final String RELEASE_DUE = "release_due";
    static final String REMARKED_AT = "remarked_at";
    static final String FIRST_OVERALL = "first_overall";
    static final String TASK_IDS = "task_ids";
    static final AttributeValue MARKING = Attributes.text("marking");
    static final AttributeValue DONE = Attributes.text("done");
    static final AttributeValue FAILED = Attributes.text("failed");
    private static final String MODULE = "module";
    private static final String REGION = "region";
    private static final String CREATED_AT = "created_at";
    private static final String TEXT_HASH = "text_hash";

    /** Attributes of a list's entry: all but the report. */
    static final List<String> SUMMARY =
            List.of(
                    USER,
                    ID,
                    MODULE,
                    REGION,
                    CREATED_AT,
                    TEXT_HASH,
                    TASK_IDS,
                    STATE,
                    MARKING_ID,
                    MARKING_UNTIL,
                    MARKED_AT,
                    OVERALL,
                    FAILURE,
                    RELEASE_DUE,
                    REMARKED_AT,
                    FIRST_OVERALL);

    /** Life of an item without a report. */
    private static final Duration UNFINISHED_LIFE = Duration.ofDays(30);

    private AssessmentItems() {}

    static Map<String, AttributeValue> key(AssessmentKey key) {
        return key(key.userId(), key.assessmentId());
    }

    static Map<String, AttributeValue> key(String userId, String assessmentId) {
        return Map.of(USER, Attributes.text(userId), ID, Attributes.text(assessmentId));
    }

    /** Creates the item of an assessment that is being marked. */
    static Map<String, AttributeValue> marking(StoredAssessment assessment, Instant until) {
        AssessmentKey key = assessment.key();
        Map<String, AttributeValue> item = new HashMap<>(key(key));
        item.put(MODULE, Attributes.text(assessment.module().id()));
        item.put(REGION, Attributes.text(key.region().code()));
        item.put(CREATED_AT, Attributes.millis(assessment.createdAt()));
        item.put(TEXT_HASH, Attributes.text(assessment.texts().hash()));
        item.put(TASK_IDS, Attributes.texts(assessment.texts().taskIds()));
        item.put(STATE, MARKING);
        item.put(MARKING_ID, Attributes.text(assessment.markingId()));
        item.put(MARKING_UNTIL, Attributes.millis(until));
        item.put(
                Table.EXPIRES_AT, Attributes.seconds(assessment.createdAt().plus(UNFINISHED_LIFE)));
        return item;
    }

    static AttributeValue state(AssessmentStatus status) {
        return switch (status) {
            case Marking _ -> MARKING;
            case Done _ -> DONE;
            case Failed _ -> FAILED;
        };
    }

    /** Reads an assessment; empty if the item is not of the API. */
    static Optional<StoredAssessment> assessment(Map<String, AttributeValue> item) {
        return Attributes.maybeText(item, STATE).map(state -> assessment(state, item));
    }

    private static StoredAssessment assessment(String state, Map<String, AttributeValue> item) {
        return new StoredAssessment(
                new AssessmentKey(
                        Attributes.text(item, USER),
                        Attributes.text(item, ID),
                        Region.ofCode(Attributes.text(item, REGION)).orElseThrow()),
                ExamModule.of(Attributes.text(item, MODULE)).orElseThrow(),
                Attributes.millis(item, CREATED_AT),
                new TestedTexts(Attributes.text(item, TEXT_HASH), Attributes.texts(item, TASK_IDS)),
                Attributes.text(item, MARKING_ID),
                status(state, item),
                item.containsKey(RELEASE_DUE));
    }

    private static AssessmentStatus status(String state, Map<String, AttributeValue> item) {
        return switch (state) {
            case "marking" -> new Marking(Attributes.millis(item, MARKING_UNTIL));
            case "failed" ->
                    new Failed(
                            Reason.valueOf(
                                    Attributes.text(item, FAILURE).toUpperCase(Locale.ROOT)));
            case "done" -> new Done(Attributes.millis(item, MARKED_AT), report(item), remark(item));
            default -> throw new IllegalStateException("not the state of an assessment");
        };
    }

    private static Map<String, Object> report(Map<String, AttributeValue> item) {
        Map<String, Object> report = new LinkedHashMap<>();
        Optional.ofNullable(item.get(OVERALL))
                .ifPresent(overall -> report.put(OVERALL, JsonAttributes.json(overall.m())));
        Optional.ofNullable(item.get(REPORT))
                .ifPresent(rest -> report.putAll(JsonAttributes.json(rest.m())));
        return report;
    }

    private static Optional<Remark> remark(Map<String, AttributeValue> item) {
        return Optional.ofNullable(item.get(FIRST_OVERALL))
                .map(
                        first ->
                                new Remark(
                                        Attributes.millis(item, REMARKED_AT),
                                        JsonAttributes.json(first.m())));
    }
}
