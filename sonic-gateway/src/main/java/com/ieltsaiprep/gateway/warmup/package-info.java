/**
 * The gateway's conversation with itself before it takes others, so that the first candidate does
 * not wait for the JIT compiler: a client, and a mirror in Bedrock's place.
 */
@NullMarked
package com.ieltsaiprep.gateway.warmup;

import org.jspecify.annotations.NullMarked;
