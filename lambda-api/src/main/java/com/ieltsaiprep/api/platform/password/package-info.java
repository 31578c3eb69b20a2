/** Passwords: rules for new ones, and their Argon2id hashes. */
@NullMarked
package com.ieltsaiprep.api.platform.password;

import org.jspecify.annotations.NullMarked;
