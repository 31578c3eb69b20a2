/** Lambda adapter: API Gateway proxy events, CORS, security headers and the request log. */
@NullMarked
package com.ieltsaiprep.api.platform.lambda;

import org.jspecify.annotations.NullMarked;
