/** The gateway's tickets and registry against a real Redis. */
@NullMarked
package com.ieltsaiprep.local.fleet;

import org.jspecify.annotations.NullMarked;
