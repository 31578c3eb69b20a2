/** Tests of the gateway's tickets and ownership registry with a real Redis. */
@NullMarked
package com.ieltsaiprep.local.fleet;

import org.jspecify.annotations.NullMarked;
