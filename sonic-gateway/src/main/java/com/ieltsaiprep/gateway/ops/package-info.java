/** Operation of the gateway: readiness, meters, and the management server that exposes them. */
@NullMarked
package com.ieltsaiprep.gateway.ops;

import org.jspecify.annotations.NullMarked;
