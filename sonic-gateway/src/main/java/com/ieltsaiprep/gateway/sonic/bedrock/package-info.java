/**
 * Adapter of the conversation core to Nova Sonic over the AWS SDK: one client for each event loop,
 * retries, and a circuit breaker.
 */
@NullMarked
package com.ieltsaiprep.gateway.sonic.bedrock;

import org.jspecify.annotations.NullMarked;
