/** Schema migrations: numbered changes of stored data, run once and in order. */
@NullMarked
package com.ieltsaiprep.api.migration;

import org.jspecify.annotations.NullMarked;
