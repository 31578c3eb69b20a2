package com.ieltsaiprep.api.ticket;

/**
 * Addresses for a speaking test, which a client gets together with its ticket.
 *
 * @param streamUrl of the gateway's WebSockets
 * @param probeUrl answers at once, so that an app can measure its round trip to the gateway
 * @param apiUrl of the API in the region that issues tickets
 * @param examinerRegion the AWS name of the region where Maya, the AI examiner, is
 */
public record SpeechEndpoints(
        String streamUrl, String probeUrl, String apiUrl, String examinerRegion) {}
