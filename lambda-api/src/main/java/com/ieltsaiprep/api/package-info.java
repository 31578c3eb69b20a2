/** The REST functions: wiring, and what AWS calls. */
@NullMarked
package com.ieltsaiprep.api;

import org.jspecify.annotations.NullMarked;
