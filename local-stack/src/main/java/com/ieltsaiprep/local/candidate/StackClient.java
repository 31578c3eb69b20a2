package com.ieltsaiprep.local.candidate;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.wire.JsonValues;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a candidate wants of a stack beside the conversation. Blocks; safe in any thread. */
public final class StackClient {
    private final StackAddress address;
    private final LocalHttp http = new LocalHttp();

    /** Access tokens of people who are to ask for tickets. */
    private final Queue<String> expected = new ConcurrentLinkedQueue<>();

    /** By the session that was begun with it. */
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    /** For the stack at this address. */
    public StackClient(StackAddress address) {
        this.address = address;
    }

    /**
     * Asks for a ticket to a new session of somebody who has none.
     *
     * @throws StackUnavailableException if none is given
     */
    public Ticket ticket() {
        String token = token();
        Ticket ticket = ticket(token, JsonValues.object());
        tokens.put(ticket.sessionId(), token);
        return ticket;
    }

    /**
     * Asks for another ticket to a session that was begun by {@link #ticket()}.
     *
     * @throws StackUnavailableException if none is given
     */
    public Ticket ticket(String sessionId) {
        return ticket(
                Objects.requireNonNull(tokens.get(sessionId)),
                JsonValues.object().put("session_id", sessionId));
    }

    /** Makes people in advance, as many as will ask: to make one takes longer than a ticket. */
    public void expect(int people) {
        for (int i = 0; i < people; i++) {
            expected.add(somebody().accessToken());
        }
    }

    /** The access token of somebody who was expected, or has just been made. */
    public String token() {
        @Nullable String token = expected.poll();
        return token == null ? somebody().accessToken() : token;
    }

    /** Somebody who was just made. */
    public Somebody somebody() {
        URI uri = address.controls().people().resolve("/people");
        JsonNode person = http.json(http.exchange("POST", uri, null), uri);
        return new Somebody(
                person.path("email").asText(),
                person.path("password").asText(),
                person.path("accessToken").asText(),
                person.path("refreshToken").asText());
    }

    private Ticket ticket(String token, JsonNode question) {
        URI uri = address.api().resolve("/api/nova-sonic/sessions");
        JsonNode json = http.json(http.post(uri, token, JsonValues.write(question)), uri);
        if (!json.hasNonNull("ticket") || !json.hasNonNull("stream_url")) {
            throw new StackUnavailableException(uri + " did not answer with a ticket");
        }
        return new Ticket(
                json.path("session_id").asText(),
                json.get("ticket").asText(),
                URI.create(json.get("stream_url").asText()));
    }

    /** What a function needs to be started; empty if the stack does not say. */
    public Optional<StackAddress.Functions> functions() {
        return Optional.ofNullable(address.functions());
    }

    /** The stand-in's control API; empty if Maya is Amazon's. */
    public Optional<SonicControl> sonic() {
        return Optional.ofNullable(address.controls().sonic())
                .map(control -> new SonicControl(http, control));
    }

    /** The mails that were sent. */
    public MailControl mail() {
        return new MailControl(http, address.controls().mail());
    }

    /** How the tables are replicated. */
    public TablesControl tables() {
        return new TablesControl(http, address.controls().tables());
    }

    /** The API in each region, as the home region's {@code GET /config} tells apps. */
    public Map<Region, URI> apis() {
        JsonNode config = http.getJson(address.api().resolve("/config"));
        Map<Region, URI> apis = new EnumMap<>(Region.class);
        for (Region region : Region.values()) {
            apis.put(region, URI.create(config.path("regions").path(region.awsName()).asText()));
        }
        return apis;
    }

    /**
     * The largest value of a gateway's metric; empty if there is none of that name.
     *
     * @param name as Prometheus shows it, without labels
     */
    public OptionalDouble metric(String name) {
        return metric(address.management(), name);
    }

    /** The same of the gateway whose management port this is. */
    public OptionalDouble metric(URI management, String name) {
        return largest(name, metrics(management));
    }

    /**
     * What the gateway has counted, by the value of a label, such as {@code "in_silence": 2}.
     *
     * @param name as Prometheus shows it, without labels
     */
    public Map<String, Long> counts(String name, String label) {
        return counts(name, label, metrics(address.management()));
    }

    /** Asks the gateway whose management port this is to let its conversations move. */
    public void drain(URI management) {
        http.exchange("POST", management.resolve("/drain"), null);
    }

    private Stream<String> metrics(URI management) {
        byte[] metrics = http.get(management.resolve("/metrics")).orElse(new byte[0]);
        return new String(metrics, StandardCharsets.UTF_8).lines();
    }

    static Map<String, Long> counts(String name, String label, Stream<String> lines) {
        Pattern line = Pattern.compile(name + "\\{.*" + label + "=\"(.*?)\".*} (\\S+)");
        Map<String, Long> counts = new TreeMap<>();
        lines.map(line::matcher)
                .filter(Matcher::matches)
                .forEach(
                        found ->
                                counts.merge(
                                        found.group(1),
                                        (long) Double.parseDouble(found.group(2)),
                                        Long::sum));
        return counts;
    }

    static OptionalDouble largest(String name, Stream<String> lines) {
        return lines.filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .map(line -> line.substring(line.lastIndexOf('}') + 1))
                .map(line -> line.startsWith(name) ? line.substring(name.length()) : line)
                .mapToDouble(line -> Double.parseDouble(line.strip().split(" ", 2)[0]))
                .max();
    }
}
