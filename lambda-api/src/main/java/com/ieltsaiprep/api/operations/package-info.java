/** Operations: health check, app configuration and events reported by apps. */
@NullMarked
package com.ieltsaiprep.api.operations;

import org.jspecify.annotations.NullMarked;
