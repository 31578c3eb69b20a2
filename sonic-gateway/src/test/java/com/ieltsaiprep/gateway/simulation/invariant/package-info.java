/** What must hold after each step, whatever happens. */
@NullMarked
package com.ieltsaiprep.gateway.simulation.invariant;

import org.jspecify.annotations.NullMarked;
