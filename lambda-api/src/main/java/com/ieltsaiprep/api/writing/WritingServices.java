package com.ieltsaiprep.api.writing;

import com.ieltsaiprep.api.assessment.Assessments;
import com.ieltsaiprep.api.entitlement.WritingAttempts;
import com.ieltsaiprep.api.platform.log.OperationalEvents;
import com.ieltsaiprep.common.MonotonicClock;

import java.time.InstantSource;

/** Services and clocks that the writing test uses. */
public record WritingServices(
        WritingAttempts attempts,
        Assessments assessments,
        OperationalEvents events,
        InstantSource clock,
        MonotonicClock elapsed) {}
