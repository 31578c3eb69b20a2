/** Invariants: what must hold after each step of every run. */
@NullMarked
package com.ieltsaiprep.gateway.simulation.invariant;

import org.jspecify.annotations.NullMarked;
