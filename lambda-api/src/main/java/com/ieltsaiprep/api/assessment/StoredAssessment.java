package com.ieltsaiprep.api.assessment;

import com.ieltsaiprep.common.ExamModule;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Assessment as it is stored.
 *
 * @param markingId fencing token: id of the newest marking, the only one that may complete it
 * @param isReleaseDue whether the attempt has to be released in the ledger, which is not known to
 *     have been done
 */
public record StoredAssessment(
        AssessmentKey key,
        ExamModule module,
        Instant createdAt,
        TestedTexts texts,
        String markingId,
        AssessmentStatus status,
        boolean isReleaseDue) {

    /** Returns whether the marking was lost: its time is over, and it has no result. */
    public boolean isLapsed(Instant now) {
        return status instanceof AssessmentStatus.Marking(Instant until) && !now.isBefore(until);
    }

    /** Returns the assessment as being marked, with another lapse. */
    public StoredAssessment until(Instant lapse) {
        return with(new AssessmentStatus.Marking(lapse), false);
    }

    StoredAssessment with(AssessmentStatus newStatus, boolean releaseDue) {
        return new StoredAssessment(
                key, module, createdAt, texts, markingId, newStatus, releaseDue);
    }

    /** Returns the JSON object that the API sends: the whole report if the assessment is done. */
    public Map<String, Object> toJson() {
        Map<String, Object> json = summary();
        if (status instanceof AssessmentStatus.Done done) {
            json.putAll(done.report());
        }
        return json;
    }

    /** Returns the JSON object of a list's entry, without the report. */
    Map<String, Object> summary() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("assessment_id", key.assessmentId());
        json.put("module", module.id());
        switch (status) {
            case AssessmentStatus.Marking(Instant until) -> {
                json.put("status", "marking");
                json.put("created_at", createdAt.toString());
                json.put("marking_until", until.toString());
            }
            case AssessmentStatus.Failed(AssessmentStatus.Reason reason) -> {
                json.put("status", "failed");
                json.put("created_at", createdAt.toString());
                json.put("reason", reason.id());
            }
            case AssessmentStatus.Done done -> {
                json.put("status", "done");
                json.put("created_at", createdAt.toString());
                json.put("marked_at", done.markedAt().toString());
                if (done.overall() != null) {
                    json.put("overall", done.overall());
                }
                done.remark()
                        .ifPresent(
                                remark -> {
                                    json.put("remarked_at", remark.at().toString());
                                    json.put("first_overall", remark.firstOverall());
                                });
            }
        }
        return json;
    }
}
