/** The interview: what Maya is told, and the tools she moves on with. */
@NullMarked
package com.ieltsaiprep.gateway.exam;

import org.jspecify.annotations.NullMarked;
