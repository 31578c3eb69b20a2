/** Marking engine and text analysis of candidates' answers. No I/O of its own. */
@NullMarked
package com.ieltsaiprep.common.marking;

import org.jspecify.annotations.NullMarked;
