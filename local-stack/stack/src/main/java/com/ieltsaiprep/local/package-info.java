/** Command line of the local stack. */
@NullMarked
package com.ieltsaiprep.local;

import org.jspecify.annotations.NullMarked;
