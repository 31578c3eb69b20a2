/** Foundation of the AWS stand-ins: HTTP/2, TLS, event streams, signatures, JSON. */
@NullMarked
package com.ieltsaiprep.local.wire;

import org.jspecify.annotations.NullMarked;
