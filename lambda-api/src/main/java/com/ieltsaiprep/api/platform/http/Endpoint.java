package com.ieltsaiprep.api.platform.http;

/** Endpoint: answers the requests of one route. */
@FunctionalInterface
public interface Endpoint {
    /**
     * Answers a request.
     *
     * @throws ProblemException to answer with a problem document
     */
    Response handle(Request request);
}
