/** Test fixtures that more than one module uses. */
@NullMarked
package com.ieltsaiprep.common.testing;

import org.jspecify.annotations.NullMarked;
