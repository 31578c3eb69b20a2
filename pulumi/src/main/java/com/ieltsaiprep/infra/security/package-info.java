/** Roles of the functions and their policies. */
@NullMarked
package com.ieltsaiprep.infra.security;

import org.jspecify.annotations.NullMarked;
