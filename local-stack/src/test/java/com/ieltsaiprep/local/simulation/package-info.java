/** What the simulation supposes of Nova Sonic, compared with the stand-in at the wire. */
@NullMarked
package com.ieltsaiprep.local.simulation;

import org.jspecify.annotations.NullMarked;
