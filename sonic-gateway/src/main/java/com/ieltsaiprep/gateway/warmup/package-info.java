/**
 * JIT warm-up of the gateway: conversations of a simulated client with a loopback stand-in of
 * Bedrock, so that the first candidate does not wait for the compiler.
 */
@NullMarked
package com.ieltsaiprep.gateway.warmup;

import org.jspecify.annotations.NullMarked;
