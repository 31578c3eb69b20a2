package com.ieltsaiprep.api.ticket;

/**
 * Where Maya is, as clients are told.
 *
 * @param streamUrl of the gateway's WebSockets
 * @param probeUrl answers at once, so that an app can measure the way to Maya
 * @param apiUrl of the API in the region where tickets are given
 * @param examinerRegion what AWS calls the region
 */
public record SpeechEndpoints(
        String streamUrl, String probeUrl, String apiUrl, String examinerRegion) {}
