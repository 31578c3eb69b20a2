/**
 * Deterministic simulation of the conversation core in one thread and virtual time, from one seed.
 * It covers whole conversations with several nodes, bad networks and a misbehaving model.
 *
 * <p>{@code engine} is scheduler, random streams and trace; {@code sonic} a model of Nova Sonic;
 * {@code world} nodes, networks and candidates; {@code invariant} what must always hold; this
 * package runs, replays and shrinks.
 */
@NullMarked
package com.ieltsaiprep.local.simulation;

import org.jspecify.annotations.NullMarked;
