package com.ieltsaiprep.api.platform.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.http.Router;
import com.ieltsaiprep.common.MonotonicClock;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A router as a Lambda function behind a REST API: every request is answered, whatever happens in
 * it. The event {@code {"warm":true}} keeps the process warm and is answered with nothing.
 */
public final class ProxyFunction implements RequestStreamHandler {
    private static final Problem FOREIGN =
            Problem.of(ProblemType.ORIGIN_REFUSED, "Pages of this origin may not ask.");
    private static final Problem UNREADABLE =
            Problem.of(ProblemType.INVALID_REQUEST, "The request cannot be read.");
    private static final Problem AWAY =
            Problem.passing(
                    ProblemType.UNAVAILABLE,
                    "Something that this needs does not answer at present. Try again.",
                    Duration.ofSeconds(2));
    private static final Problem BROKEN =
            Problem.of(
                    ProblemType.INTERNAL,
                    "It is not your fault. If it happens again, tell us the request id.");

    private final Router router;
    private final CloudFront cloudFront;
    private final Cors cors;
    private final RequestLog requests;
    private final MonotonicClock clock;
    private final Predicate<RuntimeException> passing;

    /**
     * In front of a router.
     *
     * @param passing whether what an endpoint threw may not happen the next time: 503 instead of
     *     500
     */
    public ProxyFunction(
            Router router,
            CloudFront cloudFront,
            Cors cors,
            RequestLog requests,
            MonotonicClock clock,
            Predicate<RuntimeException> passing) {
        this.router = router;
        this.cloudFront = cloudFront;
        this.cors = cors;
        this.requests = requests;
        this.clock = clock;
        this.passing = passing;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context)
            throws IOException {
        long startedUs = clock.nowUs();
        byte[] sent = input.readNBytes(ProxyEvents.LARGEST);
        Map<String, @Nullable Object> event;
        try {
            event = ProxyEvents.read(sent);
        } catch (IOException e) {
            // Nothing is known of who asked for what.
            Request unknown = ProxyEvents.request(Map.of(), context.getAwsRequestId());
            finish(unreadable(unknown, e), output, startedUs);
            return;
        }
        if (Boolean.TRUE.equals(event.get("warm"))) {
            requests.warmed();
            return;
        }
        finish(asked(event, context.getAwsRequestId()), output, startedUs);
    }

    private void finish(Router.Asked asked, OutputStream output, long startedUs)
            throws IOException {
        Response response = dressed(asked.request(), answer(asked));
        output.write(ProxyEvents.write(response));
        requests.note(
                asked.request(), asked.route(), response, (clock.nowUs() - startedUs) / 1_000);
    }

    private Router.Asked asked(Map<String, @Nullable Object> event, String otherwiseId) {
        Request request = cloudFront.believed(ProxyEvents.request(event, otherwiseId));
        try {
            return asked(request.withBody(ProxyEvents.body(event)));
        } catch (IllegalArgumentException e) {
            return unreadable(request, e);
        }
    }

    private Router.Asked unreadable(Request request, Exception why) {
        requests.unread(request, why);
        return new Router.Asked(Router.NO_ROUTE, request, _ -> UNREADABLE.toResponse(request.id()));
    }

    private Router.Asked asked(Request request) {
        return cors.refuses(request)
                ? new Router.Asked(Router.NO_ROUTE, request, _ -> FOREIGN.toResponse(request.id()))
                : router.find(request);
    }

    private Response answer(Router.Asked asked) {
        try {
            return asked.answer();
        } catch (RuntimeException e) {
            return failed(asked, e, passing.test(e) ? AWAY : BROKEN);
        } catch (StackOverflowError | LinkageError e) {
            // The process goes on after these; after others, such as for memory, it must not.
            return failed(asked, e, BROKEN);
        }
    }

    private Response failed(Router.Asked asked, Throwable thrown, Problem problem) {
        requests.failed(asked.request(), asked.route(), thrown);
        return problem.toResponse(asked.request().id());
    }

    private Response dressed(Request request, Response response) {
        Response dressed =
                cors.mark(request, SecurityHeaders.on(response)).with("X-Request-Id", request.id());
        return request.method().equals("HEAD") ? dressed.withoutBody() : dressed;
    }
}
