package com.ieltsaiprep.api.platform.http;

/** Endpoint of the HTTP API: handles the requests of one route. */
@FunctionalInterface
public interface Endpoint {
    /**
     * Handles an HTTP request and returns the response.
     *
     * @throws ProblemException to answer with a problem document
     */
    Response handle(Request request);
}
