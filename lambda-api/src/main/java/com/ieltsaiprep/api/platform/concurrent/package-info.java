/** Concurrency of blocking calls within one request. */
@NullMarked
package com.ieltsaiprep.api.platform.concurrent;

import org.jspecify.annotations.NullMarked;
