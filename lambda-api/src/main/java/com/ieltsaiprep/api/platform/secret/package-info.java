/** Secrets: random tokens, their hashes, and one-time codes sent by e-mail. */
@NullMarked
package com.ieltsaiprep.api.platform.secret;

import org.jspecify.annotations.NullMarked;
