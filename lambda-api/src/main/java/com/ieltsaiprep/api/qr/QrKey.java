package com.ieltsaiprep.api.qr;

import com.ieltsaiprep.common.Region;

/**
 * Key of a stored QR sign-in, or of its user code.
 *
 * @param region that created it
 * @param hash of the QR code's content, or of the user code
 */
record QrKey(Region region, String hash) {}
