/**
 * Audio buffers between the client's connection and the model: jitter buffer, paced downlink queue,
 * replay ring and voice activity detection.
 */
@NullMarked
package com.ieltsaiprep.gateway.audio;

import org.jspecify.annotations.NullMarked;
