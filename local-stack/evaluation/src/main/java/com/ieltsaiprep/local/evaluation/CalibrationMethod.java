package com.ieltsaiprep.local.evaluation;

import com.ieltsaiprep.local.evaluation.statistics.IsotonicMap;
import com.ieltsaiprep.local.evaluation.statistics.LinearMap;
import com.ieltsaiprep.local.evaluation.statistics.PairedMarks;

import java.util.Locale;
import java.util.function.DoubleUnaryOperator;

/** Calibration method: a way to fit a map from the machine's bands to the markers'. */
enum CalibrationMethod {
    /** No correction. */
    IDENTITY {
        @Override
        DoubleUnaryOperator fit(PairedMarks marks) {
            return LinearMap.IDENTITY;
        }
    },
    /** Subtracts the bias. */
    OFFSET {
        @Override
        DoubleUnaryOperator fit(PairedMarks marks) {
            return LinearMap.offset(marks);
        }
    },
    /** Takes over mean and standard deviation of the markers. */
    EQUATING {
        @Override
        DoubleUnaryOperator fit(PairedMarks marks) {
            return LinearMap.equating(marks);
        }
    },
    /** Non-decreasing fit by pooling adjacent violators. */
    ISOTONIC {
        @Override
        DoubleUnaryOperator fit(PairedMarks marks) {
            return IsotonicMap.fit(marks);
        }
    };

    /** Fits the map to marks, of which there is at least one. */
    abstract DoubleUnaryOperator fit(PairedMarks marks);

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }
}
