/** Health checks, metrics and the management port. */
@NullMarked
package com.ieltsaiprep.gateway.ops;

import org.jspecify.annotations.NullMarked;
