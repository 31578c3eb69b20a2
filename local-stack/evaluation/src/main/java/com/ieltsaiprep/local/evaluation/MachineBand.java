package com.ieltsaiprep.local.evaluation;

/**
 * Machine band: the machine's band of a criterion, with the bounds of its opinions.
 *
 * @param band half band from 0 to 9
 */
record MachineBand(double band, double low, double high) {
    /** Returns the distance between the highest and the lowest opinion, bands. */
    double spread() {
        return high - low;
    }
}
