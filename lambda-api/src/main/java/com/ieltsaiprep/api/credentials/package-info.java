/** Credentials: sign-in by password, password changes and password resets. */
@NullMarked
package com.ieltsaiprep.api.credentials;

import org.jspecify.annotations.NullMarked;
