/**
 * Writing test: its tasks, its marking by a model, and the hand-over of a marking that takes long.
 */
@NullMarked
package com.ieltsaiprep.api.writing;

import org.jspecify.annotations.NullMarked;
