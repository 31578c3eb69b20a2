package com.ieltsaiprep.api.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Finds a request's route in a table. */
public final class Router {
    private final List<Route> routes;

    /**
     * What a request was found to be.
     *
     * @param path of its route, for logs and metrics; {@code other} if it has none
     */
    public record Answer(String path, Response response) {}

    /** With this table; the first route that fits is taken. */
    public Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
    }

    /** The methods that a path takes; empty if there is no such path. */
    public List<String> methods(String path) {
        TreeSet<String> methods = new TreeSet<>();
        routes.stream()
                .filter(route -> route.match(path).isPresent())
                .forEach(route -> methods.add(route.method()));
        return List.copyOf(methods);
    }

    /** Answers with what the route's endpoint says, or with a problem document. */
    public Answer handle(Request request) {
        for (Route route : routes) {
            Optional<Map<String, String>> parameters =
                    route.method().equals(request.method())
                            ? route.match(request.path())
                            : Optional.empty();
            if (parameters.isPresent()) {
                return new Answer(route.path(), ask(route, request.with(parameters.get())));
            }
        }
        return new Answer("other", refuse(request));
    }

    private static Response ask(Route route, Request request) {
        try {
            return route.endpoint().handle(request);
        } catch (ProblemException e) {
            return e.problem().toResponse(request.id());
        }
    }

    private Response refuse(Request request) {
        List<String> methods = methods(request.path());
        if (methods.isEmpty()) {
            return Problem.of(ProblemType.NOT_FOUND, "There is nothing at this path.")
                    .toResponse(request.id());
        }
        String allowed = String.join(", ", methods);
        return Problem.of(ProblemType.METHOD_NOT_ALLOWED, "This path takes " + allowed + ".")
                .toResponse(request.id())
                .with("Allow", allowed);
    }
}
