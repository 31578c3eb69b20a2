/**
 * Audio that says what it is, so that a gap, a double or a change of order is seen at either end.
 */
@NullMarked
package com.ieltsaiprep.gateway.simulation.audio;

import org.jspecify.annotations.NullMarked;
