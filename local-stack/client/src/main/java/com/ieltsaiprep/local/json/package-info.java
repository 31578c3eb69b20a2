/** JSON codec and HTTP client factory that the stand-ins and the clients share. */
@NullMarked
package com.ieltsaiprep.local.json;

import org.jspecify.annotations.NullMarked;
