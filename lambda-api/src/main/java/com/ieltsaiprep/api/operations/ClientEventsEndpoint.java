package com.ieltsaiprep.api.operations;

import com.ieltsaiprep.api.platform.http.Endpoint;
import com.ieltsaiprep.api.platform.http.JsonBody;
import com.ieltsaiprep.api.platform.http.JsonBody.TextRule;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.log.OperationalEvents;
import com.ieltsaiprep.common.Region;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Endpoint {@code POST /client-events}: writes delays and errors that apps report to the log. */
final class ClientEventsEndpoint implements Endpoint {
    private static final int MAX_EVENTS = 50;
    private static final long MAX_MS = 600_000;
    private static final TextRule TYPE =
            oneOf(Arrays.stream(ClientEvent.Type.values()).map(ClientEvent.Type::id));
    private static final TextRule REGION =
            oneOf(Arrays.stream(Region.values()).map(Region::awsName));
    private static final TextRule CODE =
            new TextRule(
                    Pattern.compile("[a-z0-9_]{1,40}"),
                    "must have 1 to 40 small letters, digits or underscores");
    private static final TextRule VERSION =
            new TextRule(
                    Pattern.compile("[0-9A-Za-z.+-]{1,32}"),
                    "must have 1 to 32 letters, digits, dots, pluses or minuses");

    private final Consumer<Request> limit;
    private final OperationalEvents events;

    /**
     * Creates the endpoint.
     *
     * @param limit throws if the sender is over the rate limit
     */
    ClientEventsEndpoint(Consumer<Request> limit, OperationalEvents events) {
        this.limit = limit;
        this.events = events;
    }

    @Override
    public Response handle(Request request) {
        JsonBody body = JsonBody.read(request);
        List<ClientEvent> read =
                body.objects("events", MAX_EVENTS).stream()
                        .map(ClientEventsEndpoint::event)
                        .flatMap(Optional::stream)
                        .toList();
        body.requireValid();
        limit.accept(request);
        read.forEach(this::write);
        return Response.noContent();
    }

    private void write(ClientEvent event) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", event.type().id());
        fields.put("asked", event.region().map(Region::awsName).orElse("none"));
        event.code().ifPresent(code -> fields.put("code", code));
        event.appVersion().ifPresent(version -> fields.put("app_version", version));
        events.clientEvent(fields, event.ms());
    }

    /** Reads an event; empty if its type is unknown, which is an error of the body. */
    private static Optional<ClientEvent> event(JsonBody event) {
        Optional<ClientEvent.Type> type = ClientEvent.Type.of(event.text("type", TYPE));
        Optional<Region> region = event.optionalText("region", REGION).flatMap(Region::ofAwsName);
        Optional<Long> ms =
                event.isAbsent("ms")
                        ? Optional.empty()
                        : Optional.of(event.number("ms", 0, MAX_MS));
        Optional<String> code = event.optionalText("code", CODE);
        Optional<String> version = event.optionalText("app_version", VERSION);
        return type.map(it -> new ClientEvent(it, region, ms, code, version));
    }

    private static TextRule oneOf(Stream<String> names) {
        List<String> all = names.toList();
        return new TextRule(
                Pattern.compile(all.stream().map(Pattern::quote).collect(Collectors.joining("|"))),
                "must be one of " + String.join(", ", all));
    }
}
