/** Passwords: which are taken, and how they are kept. */
@NullMarked
package com.ieltsaiprep.api.password;

import org.jspecify.annotations.NullMarked;
