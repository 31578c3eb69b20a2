/** Domain code shared by the gateway and the API. No I/O of its own. */
@NullMarked
package com.ieltsaiprep.common;

import org.jspecify.annotations.NullMarked;
