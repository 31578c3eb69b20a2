/** A small Redis client, and what the functions keep in Redis: copies of sessions, tickets. */
@NullMarked
package com.ieltsaiprep.api.redis;

import org.jspecify.annotations.NullMarked;
