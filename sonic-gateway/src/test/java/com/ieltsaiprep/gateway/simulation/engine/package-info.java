/** What every simulation stands on: virtual time, seeded chance, a trace. */
@NullMarked
package com.ieltsaiprep.gateway.simulation.engine;

import org.jspecify.annotations.NullMarked;
