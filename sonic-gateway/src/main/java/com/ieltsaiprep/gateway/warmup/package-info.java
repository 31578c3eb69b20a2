/**
 * JIT warm-up of the gateway: simulated clients converse with a loopback server in place of
 * Bedrock. The JIT compiler then has compiled the code before the first candidate connects.
 */
@NullMarked
package com.ieltsaiprep.gateway.warmup;

import org.jspecify.annotations.NullMarked;
