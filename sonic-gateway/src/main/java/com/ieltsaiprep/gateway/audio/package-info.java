/** Audio buffers between network and model: jitter buffer, paced downlink, voice activity. */
@NullMarked
package com.ieltsaiprep.gateway.audio;

import org.jspecify.annotations.NullMarked;
