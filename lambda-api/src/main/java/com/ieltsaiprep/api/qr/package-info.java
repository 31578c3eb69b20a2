/**
 * QR sign-in: a browser is signed in by a code that a signed-in app approves (RFC 8628). Anyone can
 * see the code, so it is of no use without the browser's own secret.
 */
@NullMarked
package com.ieltsaiprep.api.qr;

import org.jspecify.annotations.NullMarked;
