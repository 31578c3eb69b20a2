/** Buffers between the network and the model: jitter, pacing, speech activity. */
@NullMarked
package com.ieltsaiprep.gateway.audio;

import org.jspecify.annotations.NullMarked;
