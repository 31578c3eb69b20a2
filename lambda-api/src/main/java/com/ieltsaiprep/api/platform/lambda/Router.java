package com.ieltsaiprep.api.platform.lambda;

import com.ieltsaiprep.api.platform.http.Endpoint;
import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemException;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.http.Route;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Router: finds the route of a request. HEAD is answered as GET; its body is not sent. */
final class Router {
    private static final String GET = "GET";
    private static final String HEAD = "HEAD";
    private static final String OPTIONS = "OPTIONS";

    private final List<Route> routes;

    /**
     * Request with its route.
     *
     * @param route the name such as {@code GET /auth/qr/{token}}, for logs and metrics; {@link
     *     Route#NONE} if it has none
     * @param request with its route's parameters
     */
    record Match(String route, Request request, Endpoint endpoint) {

        /** Returns the endpoint's response, or a problem document. */
        Response handle() {
            try {
                return endpoint.handle(request);
            } catch (ProblemException e) {
                return e.problem().toResponse(request.id());
            }
        }
    }

    /**
     * Creates a router; the first route that matches is taken.
     *
     * @throws IllegalArgumentException if two routes have the same name
     */
    Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
        if (routes.stream().map(Route::name).distinct().count() < routes.size()) {
            throw new IllegalArgumentException("two routes have the same name");
        }
    }

    /** Returns the methods of a path; empty if there is no such path. */
    List<String> methods(String path) {
        TreeSet<String> methods = new TreeSet<>();
        routes.stream()
                .filter(route -> route.match(path).isPresent())
                .forEach(route -> methods.add(route.method()));
        if (methods.contains(GET)) {
            methods.add(HEAD);
        }
        if (!methods.isEmpty()) {
            methods.add(OPTIONS);
        }
        return List.copyOf(methods);
    }

    /** Returns the route of a request; one that refuses it if none matches. */
    Match find(Request request) {
        String method = request.method().equals(HEAD) ? GET : request.method();
        for (Route route : routes) {
            Optional<Map<String, String>> parameters =
                    route.method().equals(method) ? route.match(request.path()) : Optional.empty();
            if (parameters.isPresent()) {
                return new Match(route.name(), request.with(parameters.get()), route.endpoint());
            }
        }
        return new Match(Route.NONE, request, this::refuse);
    }

    private Response refuse(Request request) {
        List<String> methods = methods(request.path());
        if (methods.isEmpty()) {
            return Problem.of(ProblemType.NOT_FOUND, "There is nothing at this address.")
                    .toResponse(request.id());
        }
        String allowed = String.join(", ", methods);
        if (request.method().equals(OPTIONS)) {
            return Response.noContent().with("Allow", allowed);
        }
        return Problem.of(ProblemType.METHOD_NOT_ALLOWED, "This cannot be done at this address.")
                .toResponse(request.id())
                .with("Allow", allowed);
    }
}
