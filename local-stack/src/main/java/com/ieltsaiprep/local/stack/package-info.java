/** Processes and servers of the local stack, and how they start and stop. */
@NullMarked
package com.ieltsaiprep.local.stack;

import org.jspecify.annotations.NullMarked;
