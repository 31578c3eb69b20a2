/** The gateway's tickets against a real Redis. */
@NullMarked
package com.ieltsaiprep.local.tickets;

import org.jspecify.annotations.NullMarked;
