/** Redis client with a time budget for each command. */
@NullMarked
package com.ieltsaiprep.api.platform.redis;

import org.jspecify.annotations.NullMarked;
