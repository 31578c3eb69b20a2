package com.ieltsaiprep.api.profile;

import com.ieltsaiprep.api.account.StudyGoal;
import com.ieltsaiprep.api.platform.http.JsonBody;
import com.ieltsaiprep.api.platform.http.JsonBody.TextRule;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;

/**
 * Change of a study goal: a member that changes is set to its value in {@code goal}, or removed if
 * that is null.
 */
record GoalChange(boolean changesBand, boolean changesDate, StudyGoal goal) {
    static final GoalChange NONE = new GoalChange(false, false, StudyGoal.NONE);

    private static final String BAND = "target_band";
    private static final String DATE = "test_date";
    private static final double MIN_BAND = 4;
    private static final double MAX_BAND = 9;
    private static final TextRule DAY =
            new TextRule(
                    Pattern.compile("20\\d\\d-\\d\\d-\\d\\d"),
                    "must be a day of this century, such as 2027-03-14");

    /** Reads the fields of a goal; invalid ones are recorded as errors. */
    static GoalChange read(JsonBody body) {
        boolean setsBand = !body.isAbsent(BAND);
        boolean setsDate = !body.isAbsent(DATE);
        return new GoalChange(
                setsBand || body.isNull(BAND),
                setsDate || body.isNull(DATE),
                new StudyGoal(
                        setsBand ? body.halfStep(BAND, MIN_BAND, MAX_BAND) : null,
                        setsDate ? day(body) : null));
    }

    private static @Nullable LocalDate day(JsonBody body) {
        String text = body.text(DATE, DAY);
        try {
            return text.isEmpty() ? null : LocalDate.parse(text);
        } catch (DateTimeException _) {
            body.reject(DATE, DAY.message());
            return null;
        }
    }

    boolean isEmpty() {
        return !changesBand && !changesDate;
    }
}
