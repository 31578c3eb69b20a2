package com.ieltsaiprep.api.platform.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.http.Route;
import com.ieltsaiprep.api.platform.log.RequestLog;
import com.ieltsaiprep.common.MonotonicClock;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Lambda function behind an API Gateway REST API: passes each HTTP request to the endpoint of its
 * route, and responds to failures with a problem document. The event {@code {"warm":true}} only
 * keeps the process warm, and gets no response; a function may take another event of a direct
 * invocation.
 */
public final class ProxyFunction implements RequestStreamHandler {
    private static final Problem FOREIGN_ORIGIN =
            Problem.of(
                    ProblemType.ORIGIN_REFUSED,
                    "This page is not ours, and may not use our service.");
    private static final Problem UNREADABLE =
            Problem.of(ProblemType.INVALID_REQUEST, "The app has sent what cannot be read here.");
    private static final Problem UNAVAILABLE =
            Problem.retryable(
                    ProblemType.UNAVAILABLE,
                    "Something that this needs does not answer at present. Try again.",
                    Duration.ofSeconds(2));
    private static final Problem INTERNAL =
            Problem.of(
                    ProblemType.INTERNAL,
                    "It is not your fault. Try again; if it stays so, tell us when it happened.");

    private final Router router;
    private final CloudFront cloudFront;
    private final Cors cors;
    private final RequestLog requests;
    private final MonotonicClock clock;
    private final Predicate<RuntimeException> isTransient;
    private String directEvent = "";
    private Function<@Nullable Object, String> directHandler = _ -> "";

    /**
     * Creates a Lambda function that answers HTTP requests by the given routes.
     *
     * @param origins of the web pages that may call the API (CORS); the mobile app always may
     * @param isTransient whether an endpoint's exception is temporary: 503 instead of 500
     */
    public ProxyFunction(
            List<Route> routes,
            CloudFront cloudFront,
            Set<String> origins,
            RequestLog requests,
            MonotonicClock clock,
            Predicate<RuntimeException> isTransient) {
        this.router = new Router(routes);
        this.cloudFront = cloudFront;
        this.cors = new Cors(origins);
        this.requests = requests;
        this.clock = clock;
        this.isTransient = isTransient;
    }

    /**
     * Makes the function take an event {@code {"name": …}} of a direct invocation. No HTTP request
     * can send one: API Gateway's events have many members, and the client chooses the name of
     * none.
     *
     * @param handler returns the response to the event's value; what it throws fails the invocation
     */
    public ProxyFunction onDirectEvent(String name, Function<@Nullable Object, String> handler) {
        directEvent = name;
        directHandler = handler;
        return this;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        long startedUs = clock.nowUs();
        byte[] sent = input.readNBytes(ProxyEvents.MAX_BYTES);
        Map<String, @Nullable Object> event;
        try {
            event = ProxyEvents.read(sent);
        } catch (IOException e) {
            // Neither caller nor route are known.
            Request unknown = ProxyEvents.request(Map.of(), context.getAwsRequestId());
            finish(unreadable(unknown, e), output, startedUs);
            return;
        }
        if (Boolean.TRUE.equals(event.get("warm"))) {
            requests.warmed();
            return;
        }
        if (event.keySet().equals(Set.of(directEvent))) {
            String response = directHandler.apply(event.get(directEvent));
            output.write(response.getBytes(StandardCharsets.UTF_8));
            return;
        }
        finish(match(event, context.getAwsRequestId()), output, startedUs);
    }

    private void finish(Router.Match match, OutputStream output, long startedUs)
            throws IOException {
        Response response = withCommonHeaders(match.request(), answer(match));
        output.write(ProxyEvents.write(response));
        requests.answered(
                match.request(), match.route(), response, (clock.nowUs() - startedUs) / 1_000);
    }

    private Router.Match match(Map<String, @Nullable Object> event, String otherwiseId) {
        Request request = cloudFront.withViewerAddress(ProxyEvents.request(event, otherwiseId));
        try {
            return match(request.withBody(ProxyEvents.body(event)));
        } catch (IllegalArgumentException e) {
            return unreadable(request, e);
        }
    }

    private Router.Match unreadable(Request request, Exception why) {
        requests.unreadable(request, why);
        return new Router.Match(Route.NONE, request, _ -> UNREADABLE.toResponse(request.id()));
    }

    private Router.Match match(Request request) {
        return cors.refuses(request)
                ? new Router.Match(
                        Route.NONE, request, _ -> FOREIGN_ORIGIN.toResponse(request.id()))
                : router.find(request);
    }

    private Response answer(Router.Match match) {
        try {
            return match.handle();
        } catch (RuntimeException e) {
            return failed(match, e, isTransient.test(e) ? UNAVAILABLE : INTERNAL);
        } catch (StackOverflowError | LinkageError e) {
            // The process can continue after these errors, but not after others, such as out of
            // memory.
            return failed(match, e, INTERNAL);
        }
    }

    private Response failed(Router.Match match, Throwable thrown, Problem problem) {
        requests.failed(match.request(), match.route(), thrown);
        return problem.toResponse(match.request().id());
    }

    private Response withCommonHeaders(Request request, Response response) {
        Response marked =
                cors.withHeaders(request, SecurityHeaders.on(response))
                        .with("X-Request-Id", request.id());
        return request.method().equals("HEAD") ? marked.withoutBody() : marked;
    }
}
