/** Watermarked audio, in which gaps, duplicates and reordering are visible at either end. */
@NullMarked
package com.ieltsaiprep.local.simulation.audio;

import org.jspecify.annotations.NullMarked;
