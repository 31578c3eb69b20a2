/**
 * JIT warm-up of the gateway: conversations of a simulated client with a loopback server in place
 * of Bedrock. The first candidate then does not wait for the compiler.
 */
@NullMarked
package com.ieltsaiprep.gateway.warmup;

import org.jspecify.annotations.NullMarked;
