/** Structured log and its CloudWatch metrics (embedded metric format). */
@NullMarked
package com.ieltsaiprep.api.platform.log;

import org.jspecify.annotations.NullMarked;
