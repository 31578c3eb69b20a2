/** Invariants: what must hold after each step of every run. */
@NullMarked
package com.ieltsaiprep.local.simulation.invariant;

import org.jspecify.annotations.NullMarked;
