/** Simulated world: nodes, networks, candidates and the registry, in virtual time. */
@NullMarked
package com.ieltsaiprep.gateway.simulation.world;

import org.jspecify.annotations.NullMarked;
