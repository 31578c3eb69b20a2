package com.ieltsaiprep.api.ticket;

/**
 * Endpoints of speaking tests, as clients are told.
 *
 * @param streamUrl of the gateway's WebSockets
 * @param probeUrl answers at once, so that an app can measure its round trip to the gateway
 * @param apiUrl of the API in the region that issues tickets
 * @param examinerRegion the AWS name of the region where Maya is
 */
public record SpeechEndpoints(
        String streamUrl, String probeUrl, String apiUrl, String examinerRegion) {}
