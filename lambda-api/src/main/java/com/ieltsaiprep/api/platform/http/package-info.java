/** HTTP layer: requests, responses, routes, JSON bodies and problem documents (RFC 9457). */
@NullMarked
package com.ieltsaiprep.api.platform.http;

import org.jspecify.annotations.NullMarked;
