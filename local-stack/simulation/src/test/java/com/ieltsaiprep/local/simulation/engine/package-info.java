/** Engine of the simulation: scheduler in virtual time, random streams, event trace. */
@NullMarked
package com.ieltsaiprep.local.simulation.engine;

import org.jspecify.annotations.NullMarked;
