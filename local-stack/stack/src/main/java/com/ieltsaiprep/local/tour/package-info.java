/** Tour: one user's way through the whole product, step by step, against a running stack. */
@NullMarked
package com.ieltsaiprep.local.tour;

import org.jspecify.annotations.NullMarked;
