/** The domain that the gateway and the API share. No I/O of its own. */
@NullMarked
package com.ieltsaiprep.common;

import org.jspecify.annotations.NullMarked;
