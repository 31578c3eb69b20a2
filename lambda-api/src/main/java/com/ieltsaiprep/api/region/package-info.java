/** The regions in which the API runs, and which of them decides what. */
@NullMarked
package com.ieltsaiprep.api.region;

import org.jspecify.annotations.NullMarked;
