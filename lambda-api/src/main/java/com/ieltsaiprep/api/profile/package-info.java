/** Profile: what an account holder sees, changes, exports and deletes. */
@NullMarked
package com.ieltsaiprep.api.profile;

import org.jspecify.annotations.NullMarked;
