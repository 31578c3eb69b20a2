/** Audio processing of the local stack: WAV files, resampling, voice activity, synthetic speech. */
@NullMarked
package com.ieltsaiprep.local.audio;

import org.jspecify.annotations.NullMarked;
