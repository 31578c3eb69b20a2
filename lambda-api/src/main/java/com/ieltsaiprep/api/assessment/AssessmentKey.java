package com.ieltsaiprep.api.assessment;

import com.ieltsaiprep.common.Region;

/**
 * Key of an assessment's item.
 *
 * @param region that writes the item, whichever region the request reaches: conditions hold there
 *     only
 */
public record AssessmentKey(String userId, String assessmentId, Region region) {}
