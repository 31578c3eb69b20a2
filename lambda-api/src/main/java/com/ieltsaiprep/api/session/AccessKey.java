package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.region.Region;

/**
 * By which an access token is found.
 *
 * @param issuer the region that issued it
 * @param hash of the token
 */
public record AccessKey(Region issuer, String hash) {}
