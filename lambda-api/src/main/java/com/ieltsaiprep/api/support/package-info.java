/** What operators do for a person, or for everybody, each time with a reason that is kept. */
@NullMarked
package com.ieltsaiprep.api.support;

import org.jspecify.annotations.NullMarked;
