/**
 * Common parts of the stand-ins, the local replacements of AWS services: HTTP/2 and TLS server,
 * event stream codec, signature verification, JSON, control port and injected faults.
 */
@NullMarked
package com.ieltsaiprep.local.wire;

import org.jspecify.annotations.NullMarked;
