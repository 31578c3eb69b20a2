/** Model of Nova Sonic behind the core's port, in virtual time. */
@NullMarked
package com.ieltsaiprep.gateway.simulation.sonic;

import org.jspecify.annotations.NullMarked;
