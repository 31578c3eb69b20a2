/** The streaming gateway: microphones to Nova Sonic and back. */
@NullMarked
package com.ieltsaiprep.gateway;

import org.jspecify.annotations.NullMarked;
