/** Rate limits: fixed-window counters in DynamoDB, and the rules they enforce. */
@NullMarked
package com.ieltsaiprep.api.platform.ratelimit;

import org.jspecify.annotations.NullMarked;
