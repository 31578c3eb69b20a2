/** Simulated world: nodes, networks, candidates and the registry, in virtual time. */
@NullMarked
package com.ieltsaiprep.local.simulation.world;

import org.jspecify.annotations.NullMarked;
