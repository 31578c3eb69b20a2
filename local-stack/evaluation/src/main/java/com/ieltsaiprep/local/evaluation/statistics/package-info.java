/**
 * Statistics of agreement between a machine's and human markers' bands: agreement measures with
 * bootstrap intervals, calibration maps, cross-validation and regression. Pure functions; whatever
 * is random takes a seed.
 */
@NullMarked
package com.ieltsaiprep.local.evaluation.statistics;

import org.jspecify.annotations.NullMarked;
