/** Local stack: starts and stops the processes and servers of the whole product on one machine. */
@NullMarked
package com.ieltsaiprep.local.stack;

import org.jspecify.annotations.NullMarked;
