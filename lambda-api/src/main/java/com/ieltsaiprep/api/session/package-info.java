/** Sessions: access tokens, refresh-token rotation and authentication of requests. */
@NullMarked
package com.ieltsaiprep.api.session;

import org.jspecify.annotations.NullMarked;
