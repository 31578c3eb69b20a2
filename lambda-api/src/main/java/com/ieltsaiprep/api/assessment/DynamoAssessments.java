package com.ieltsaiprep.api.assessment;

import com.ieltsaiprep.api.assessment.AssessmentStatus.Done;
import com.ieltsaiprep.api.assessment.AssessmentStatus.Reason;
import com.ieltsaiprep.api.assessment.AssessmentStatus.Remark;
import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.DynamoTable;
import com.ieltsaiprep.api.platform.dynamo.ItemWrite;
import com.ieltsaiprep.api.platform.dynamo.JsonAttributes;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.common.Json;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Store of assessments. An assessment is written, by conditional writes, in one region only, that
 * of its key; a write whose condition fails changes nothing and returns false.
 */
final class DynamoAssessments {
    /** Condition that the marking with the id {@code :marking} is the newest and not complete. */
    private static final String IS_MARKING = "assessment_state = :is AND marking_id = :marking";

    private final RegionalDynamo dynamo;

    DynamoAssessments(RegionalDynamo dynamo) {
        this.dynamo = dynamo;
    }

    private DynamoTable in(AssessmentKey key) {
        return dynamo.in(key.region(), Table.ASSESSMENTS);
    }

    /** Reads an assessment in the own region, of which another region may have a newer version. */
    Optional<StoredAssessment> findInOwnRegion(String userId, String assessmentId) {
        return dynamo.own(Table.ASSESSMENTS)
                .get(AssessmentItems.key(userId, assessmentId))
                .flatMap(AssessmentItems::assessment);
    }

    /** Reads an assessment, with strong consistency, in the region that writes it. */
    Optional<StoredAssessment> find(AssessmentKey key) {
        return in(key).get(AssessmentItems.key(key)).flatMap(AssessmentItems::assessment);
    }

    /** Reads assessments without their reports in the own region, newest first. */
    List<StoredAssessment> list(String userId, Optional<String> before, int limit) {
        return dynamo
                .own(Table.ASSESSMENTS)
                .queryNewest(userId, before, limit, AssessmentItems.SUMMARY)
                .stream()
                .flatMap(item -> AssessmentItems.assessment(item).stream())
                .toList();
    }

    /** Creates the item of a marking that begins. */
    boolean begin(StoredAssessment assessment, Instant until) {
        return in(assessment.key())
                .write(
                        ItemWrite.put(AssessmentItems.marking(assessment, until))
                                .onlyIf("attribute_not_exists(" + AssessmentItems.ID + ")"));
    }

    /** Replaces a failed or lapsed marking by one that begins. */
    boolean beginAgain(StoredAssessment earlier, StoredAssessment next, Instant until) {
        return in(next.key())
                .write(
                        ItemWrite.put(AssessmentItems.marking(next, until))
                                .onlyIf("marking_id = :marking AND assessment_state <> :done")
                                .with(":marking", Attributes.text(earlier.markingId()))
                                .with(":done", AssessmentItems.DONE));
    }

    /** Sets another lapse of a marking. */
    boolean extend(StoredAssessment marking, Instant until) {
        return in(marking.key())
                .write(
                        change(marking, "SET marking_until = :until")
                                .with(":until", Attributes.millis(until)));
    }

    /** Saves the report of a marking. */
    boolean complete(StoredAssessment marking, Done done) {
        String expression =
                "SET assessment_state = :next, marked_at = :at, report = :report"
                        + (done.isMarked() ? ", overall = :overall" : ", release_due = :due")
                        + " REMOVE marking_until, expires_at";
        Map<String, AttributeValue> values = new LinkedHashMap<>(report(done));
        if (!done.isMarked()) {
            values.put(":due", AttributeValue.fromBool(true));
        }
        values.put(":next", AssessmentItems.DONE);
        values.put(":at", Attributes.millis(done.markedAt()));
        return in(marking.key()).write(change(marking, expression).with(values));
    }

    private static Map<String, AttributeValue> report(Done done) {
        Map<String, Object> rest = new LinkedHashMap<>(done.report());
        Object overall = rest.remove(AssessmentItems.OVERALL);
        Map<String, AttributeValue> values = new LinkedHashMap<>();
        values.put(":report", JsonAttributes.map(rest));
        if (overall instanceof Map<?, ?> range) {
            values.put(":overall", JsonAttributes.map(Json.members(range)));
        }
        return values;
    }

    /** Records that a marking has failed, and that its attempt has to be released. */
    boolean fail(StoredAssessment marking, Reason reason) {
        return in(marking.key())
                .write(
                        change(
                                        marking,
                                        "SET assessment_state = :next, failure = :failure,"
                                                + " release_due = :due REMOVE marking_until")
                                .with(":next", AssessmentItems.FAILED)
                                .with(":failure", Attributes.text(reason.id()))
                                .with(":due", AttributeValue.fromBool(true)));
    }

    /** Records that the attempt of a marking is released in the ledger. */
    void released(StoredAssessment assessment) {
        in(assessment.key())
                .write(
                        ItemWrite.update(
                                        AssessmentItems.key(assessment.key()), "REMOVE release_due")
                                .onlyIf("marking_id = :marking")
                                .with(":marking", Attributes.text(assessment.markingId())));
    }

    /** Saves a second mark if there is none. */
    boolean remark(StoredAssessment assessment, Done done, Remark remark) {
        return in(assessment.key())
                .write(
                        ItemWrite.update(
                                        AssessmentItems.key(assessment.key()),
                                        "SET report = :report, overall = :overall,"
                                                + " remarked_at = :at, first_overall = :first")
                                .onlyIf(
                                        "assessment_state = :is"
                                                + " AND attribute_not_exists(remarked_at)")
                                .with(report(done))
                                .with(":is", AssessmentItems.DONE)
                                .with(":at", Attributes.millis(remark.at()))
                                .with(":first", JsonAttributes.map(remark.firstOverall())));
    }

    /** Deletes an assessment whose newest marking is still the one that was read. */
    boolean delete(StoredAssessment assessment) {
        return in(assessment.key())
                .write(
                        ItemWrite.delete(AssessmentItems.key(assessment.key()))
                                .onlyIf("marking_id = :marking AND assessment_state = :is")
                                .with(":marking", Attributes.text(assessment.markingId()))
                                .with(":is", AssessmentItems.state(assessment.status())));
    }

    private static ItemWrite change(StoredAssessment marking, String expression) {
        return ItemWrite.update(AssessmentItems.key(marking.key()), expression)
                .onlyIf(IS_MARKING)
                .with(":is", AssessmentItems.MARKING)
                .with(":marking", Attributes.text(marking.markingId()));
    }
}
