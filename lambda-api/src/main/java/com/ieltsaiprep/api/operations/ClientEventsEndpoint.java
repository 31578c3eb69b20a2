package com.ieltsaiprep.api.operations;

import com.ieltsaiprep.api.platform.http.Endpoint;
import com.ieltsaiprep.api.platform.http.JsonBody;
import com.ieltsaiprep.api.platform.http.JsonBody.TextRule;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.common.Region;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code POST /client-events}: delays and errors as apps saw them. */
public final class ClientEventsEndpoint implements Endpoint {
    private static final int MOST = 50;
    private static final long LONGEST_MS = 600_000;
    private static final TextRule TYPE =
            oneOf(Arrays.stream(ClientEvent.Type.values()).map(ClientEvent.Type::id));
    private static final TextRule REGION =
            oneOf(Arrays.stream(Region.values()).map(Region::awsName));
    private static final TextRule CODE =
            new TextRule(
                    40,
                    Pattern.compile("[a-z0-9_]+"),
                    "must have 1 to 40 small letters, digits or underscores");
    private static final TextRule VERSION =
            new TextRule(
                    32,
                    Pattern.compile("[0-9A-Za-z.+-]+"),
                    "must have 1 to 32 letters, digits, dots, pluses or minuses");

    private final Consumer<Request> limit;
    private final Consumer<ClientEvent> events;

    /**
     * With where they go.
     *
     * @param limit throws if the sender has sent too much
     */
    public ClientEventsEndpoint(Consumer<Request> limit, Consumer<ClientEvent> events) {
        this.limit = limit;
        this.events = events;
    }

    @Override
    public Response handle(Request request) {
        JsonBody body = JsonBody.read(request);
        List<ClientEvent> read =
                body.objects("events", MOST).stream()
                        .map(ClientEventsEndpoint::event)
                        .flatMap(Optional::stream)
                        .toList();
        body.check();
        limit.accept(request);
        read.forEach(events);
        return Response.noContent();
    }

    /** Empty if its type is none; then the body is told so. */
    private static Optional<ClientEvent> event(JsonBody event) {
        Optional<ClientEvent.Type> type = ClientEvent.Type.of(event.text("type", TYPE));
        Optional<Region> region = event.optionalText("region", REGION).flatMap(Region::ofAwsName);
        Optional<Long> ms =
                event.isAbsent("ms")
                        ? Optional.empty()
                        : Optional.of(event.number("ms", 0, LONGEST_MS));
        Optional<String> code = event.optionalText("code", CODE);
        Optional<String> version = event.optionalText("app_version", VERSION);
        return type.map(it -> new ClientEvent(it, region, ms, code, version));
    }

    private static TextRule oneOf(Stream<String> names) {
        List<String> all = names.toList();
        return new TextRule(
                40,
                Pattern.compile(all.stream().map(Pattern::quote).collect(Collectors.joining("|"))),
                "must be one of " + String.join(", ", all));
    }
}
