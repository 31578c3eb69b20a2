/** What stands between API Gateway and the router: events, headers of every answer, the log. */
@NullMarked
package com.ieltsaiprep.api.lambda;

import org.jspecify.annotations.NullMarked;
