/** Functions and REST API of a region. */
@NullMarked
package com.ieltsaiprep.infra.api;

import org.jspecify.annotations.NullMarked;
