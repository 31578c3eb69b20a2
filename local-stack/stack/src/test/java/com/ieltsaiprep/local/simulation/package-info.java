/** Calibration of the simulated Nova Sonic against the stand-in at the wire. */
@NullMarked
package com.ieltsaiprep.local.simulation;

import org.jspecify.annotations.NullMarked;
