package com.ieltsaiprep.api.ticket;

/**
 * Addresses of the servers for a speaking test, which the API sends to clients.
 *
 * @param streamUrl address of the gateway's WebSockets
 * @param probeUrl address that answers at once, by which an app measures its round trip
 * @param apiUrl address of the API in the region that issues tickets
 * @param examinerRegion AWS name of the region in which Maya, the AI examiner, runs
 */
public record SpeechEndpoints(
        String streamUrl, String probeUrl, String apiUrl, String examinerRegion) {}
