package com.ieltsaiprep.api.platform.http;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** Finds a request's route in a table. HEAD is answered as GET is; its body is not to be sent. */
public final class Router {
    /** What stands for the route of a request that has none. */
    public static final String NO_ROUTE = "other";

    private static final String GET = "GET";
    private static final String HEAD = "HEAD";
    private static final String OPTIONS = "OPTIONS";

    private final List<Route> routes;

    /**
     * What a request asks for.
     *
     * @param route such as {@code GET /auth/qr/{token}}, for logs and metrics; {@link #NO_ROUTE} if
     *     it has none
     * @param request with its route's parameters
     */
    public record Asked(String route, Request request, Endpoint endpoint) {

        /** What the endpoint says, or a problem document. */
        public Response answer() {
            try {
                return endpoint.handle(request);
            } catch (ProblemException e) {
                return e.problem().toResponse(request.id());
            }
        }
    }

    /**
     * With this table; the first route that fits is taken.
     *
     * @throws IllegalArgumentException if two routes have the same name
     */
    public Router(List<Route> routes) {
        this.routes = List.copyOf(routes);
        if (routes.stream().map(Route::name).distinct().count() < routes.size()) {
            throw new IllegalArgumentException("two routes have the same name");
        }
    }

    /** The methods that a path takes; empty if there is no such path. */
    public List<String> methods(String path) {
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

    /** Finds what answers a request, if only to say that nothing else does. */
    public Asked find(Request request) {
        String method = request.method().equals(HEAD) ? GET : request.method();
        for (Route route : routes) {
            Optional<Map<String, String>> parameters =
                    route.method().equals(method) ? route.match(request.path()) : Optional.empty();
            if (parameters.isPresent()) {
                return new Asked(route.name(), request.with(parameters.get()), route.endpoint());
            }
        }
        return new Asked(NO_ROUTE, request, this::refuse);
    }

    private Response refuse(Request request) {
        List<String> methods = methods(request.path());
        if (methods.isEmpty()) {
            return Problem.of(ProblemType.NOT_FOUND, "There is nothing at this path.")
                    .toResponse(request.id());
        }
        String allowed = String.join(", ", methods);
        if (request.method().equals(OPTIONS)) {
            return Response.noContent().with("Allow", allowed);
        }
        return Problem.of(ProblemType.METHOD_NOT_ALLOWED, "This path takes " + allowed + ".")
                .toResponse(request.id())
                .with("Allow", allowed);
    }
}
