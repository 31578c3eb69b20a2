/** API Gateway and Lambda: the functions behind HTTP, and under the runtime's own client. */
@NullMarked
package com.ieltsaiprep.local.api;

import org.jspecify.annotations.NullMarked;
