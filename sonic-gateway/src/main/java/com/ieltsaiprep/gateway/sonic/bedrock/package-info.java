/** Nova Sonic through the AWS SDK: one client per event loop, retries, circuit breaker. */
@NullMarked
package com.ieltsaiprep.gateway.sonic.bedrock;

import org.jspecify.annotations.NullMarked;
