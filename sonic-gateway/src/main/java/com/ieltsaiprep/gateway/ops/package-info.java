/** Health and metrics. */
@NullMarked
package com.ieltsaiprep.gateway.ops;

import org.jspecify.annotations.NullMarked;
