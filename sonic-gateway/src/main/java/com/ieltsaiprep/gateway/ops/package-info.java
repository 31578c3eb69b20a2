/** Health, metrics, warm-up. */
@NullMarked
package com.ieltsaiprep.gateway.ops;

import org.jspecify.annotations.NullMarked;
