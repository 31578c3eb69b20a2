/** Caches: a Valkey in each region. */
@NullMarked
package com.ieltsaiprep.infra.cache;

import org.jspecify.annotations.NullMarked;
