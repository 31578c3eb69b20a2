package com.ieltsaiprep.api.qr;

import com.ieltsaiprep.common.Region;

/**
 * Under which a sign-in by QR code, or the code to type instead, is kept.
 *
 * @param region that decides on it
 * @param hash of what the browser shows
 */
public record QrKey(Region region, String hash) {}
