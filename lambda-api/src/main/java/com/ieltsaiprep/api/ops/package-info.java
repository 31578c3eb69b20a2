/**
 * What apps and operators ask of a region: its health, the configuration, delays as apps saw them.
 */
@NullMarked
package com.ieltsaiprep.api.ops;

import org.jspecify.annotations.NullMarked;
