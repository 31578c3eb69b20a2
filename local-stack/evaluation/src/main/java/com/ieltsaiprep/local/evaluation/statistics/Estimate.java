package com.ieltsaiprep.local.evaluation.statistics;

/**
 * Estimate of a measure with its 95 % bootstrap interval; NaN where it is undefined.
 *
 * @param low 2.5th percentile of the bootstrap draws
 * @param high 97.5th percentile of the bootstrap draws
 */
public record Estimate(double value, double low, double high) {}
