/** Who is signed in: opaque tokens, their families, and who may go on. */
@NullMarked
package com.ieltsaiprep.api.session;

import org.jspecify.annotations.NullMarked;
