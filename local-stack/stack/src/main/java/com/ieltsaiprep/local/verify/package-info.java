/** Checks of a deployment after it was made: {@code ./run verify}. */
@NullMarked
package com.ieltsaiprep.local.verify;

import org.jspecify.annotations.NullMarked;
