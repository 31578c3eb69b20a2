/**
 * Signing a browser in by a code that a signed-in app approves, after RFC 8628: the code can be
 * seen by anybody, so that it is of no use without the browser's own secret.
 */
@NullMarked
package com.ieltsaiprep.api.qr;

import org.jspecify.annotations.NullMarked;
