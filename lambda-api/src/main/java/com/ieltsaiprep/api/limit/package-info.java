/** How often strangers may ask. */
@NullMarked
package com.ieltsaiprep.api.limit;

import org.jspecify.annotations.NullMarked;
