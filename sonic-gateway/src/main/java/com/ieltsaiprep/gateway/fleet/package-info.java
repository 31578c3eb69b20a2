/** Fleet coordination: tickets, admission control, and the ownership registry with its fencing. */
@NullMarked
package com.ieltsaiprep.gateway.fleet;

import org.jspecify.annotations.NullMarked;
