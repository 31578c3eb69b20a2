/** Model of Nova Sonic behind the core's port, in virtual time. */
@NullMarked
package com.ieltsaiprep.local.simulation.sonic;

import org.jspecify.annotations.NullMarked;
