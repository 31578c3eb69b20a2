/** Audio as the local stack needs it: WAV files, resampling, voice activity, synthetic speech. */
@NullMarked
package com.ieltsaiprep.local.audio;

import org.jspecify.annotations.NullMarked;
