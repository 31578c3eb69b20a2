/** Real-time checks against a running stack, too long for the test suite: {@code ./run check}. */
@NullMarked
package com.ieltsaiprep.local.check;

import org.jspecify.annotations.NullMarked;
