/** Starts everything on one machine, and stops it again. */
@NullMarked
package com.ieltsaiprep.local.stack;

import org.jspecify.annotations.NullMarked;
