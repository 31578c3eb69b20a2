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

/**
 * Client of a stack's HTTP interfaces: accounts, tickets, metrics and controls. Blocks;
 * thread-safe.
 */
public final class StackClient {
    private final StackAddress address;
    private final StackHttpClient http = new StackHttpClient();

    /** Access tokens of accounts that were created in advance. */
    private final Queue<String> unused = new ConcurrentLinkedQueue<>();

    /** Access tokens by the session that was begun with them. */
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    /** Creates a client of the stack at this address. */
    public StackClient(StackAddress address) {
        this.address = address;
    }

    /**
     * Requests a ticket to a new session of an account that has none.
     *
     * @throws StackUnavailableException if none is given
     */
    public ConversationTicket ticket() {
        String token = accessToken();
        ConversationTicket ticket = ticket(token, JsonValues.object());
        tokens.put(ticket.sessionId(), token);
        return ticket;
    }

    /**
     * Requests another ticket to a session that was begun by {@link #ticket()}.
     *
     * @throws StackUnavailableException if none is given
     */
    public ConversationTicket ticket(String sessionId) {
        return ticket(
                Objects.requireNonNull(tokens.get(sessionId)),
                JsonValues.object().put("session_id", sessionId));
    }

    /** Creates accounts in advance: creating one takes longer than requesting a ticket. */
    public void prepareAccounts(int count) {
        for (int i = 0; i < count; i++) {
            unused.add(createAccount().accessToken());
        }
    }

    /** Returns the access token of an account not used yet, prepared or just created. */
    public String accessToken() {
        @Nullable String token = unused.poll();
        return token == null ? createAccount().accessToken() : token;
    }

    /** Creates a signed-in account. */
    public TestAccount createAccount() {
        URI uri = address.controls().accounts().resolve("/people");
        JsonNode account = http.json(http.exchange("POST", uri, null), uri);
        return new TestAccount(
                account.path("email").asText(),
                account.path("password").asText(),
                account.path("accessToken").asText(),
                account.path("refreshToken").asText());
    }

    private ConversationTicket ticket(String token, JsonNode question) {
        URI uri = address.api().resolve("/api/nova-sonic/sessions");
        JsonNode json = http.json(http.post(uri, token, JsonValues.write(question)), uri);
        if (!json.hasNonNull("ticket") || !json.hasNonNull("stream_url")) {
            throw new StackUnavailableException(uri + " did not answer with a ticket");
        }
        return new ConversationTicket(
                json.path("session_id").asText(),
                json.get("ticket").asText(),
                URI.create(json.get("stream_url").asText()));
    }

    /** Returns what a cold start of a function takes; empty if the stack does not say. */
    public Optional<StackAddress.Functions> functions() {
        return Optional.ofNullable(address.functions());
    }

    /** Returns the stand-in's control API; empty if Maya is Amazon's. */
    public Optional<SonicControl> sonic() {
        return Optional.ofNullable(address.controls().sonic())
                .map(control -> new SonicControl(http, control));
    }

    /** Returns the mail stand-in's control API. */
    public MailControl mail() {
        return new MailControl(http, address.controls().mail());
    }

    /** Returns the control API of the tables' replication. */
    public TablesControl tables() {
        return new TablesControl(http, address.controls().tables());
    }

    /**
     * Returns the address of each region's API, as the home region's {@code GET /config} lists
     * them.
     */
    public Map<Region, URI> apis() {
        JsonNode config = http.getJson(address.api().resolve("/config"));
        Map<Region, URI> apis = new EnumMap<>(Region.class);
        for (Region region : Region.values()) {
            apis.put(region, URI.create(config.path("regions").path(region.awsName()).asText()));
        }
        return apis;
    }

    /**
     * Returns the largest value of a gateway's metric; empty if there is none of that name.
     *
     * @param name as Prometheus shows it, without labels
     */
    public OptionalDouble metric(String name) {
        return metric(address.management(), name);
    }

    /** Returns the largest value of a metric of the gateway with this management port. */
    public OptionalDouble metric(URI management, String name) {
        return largest(name, metrics(management));
    }

    /**
     * Returns a gateway's counter by the value of a label, such as {@code "in_silence": 2}.
     *
     * @param name as Prometheus shows it, without labels
     */
    public Map<String, Long> counts(String name, String label) {
        return counts(name, label, metrics(address.management()));
    }

    /** Starts draining the gateway with this management port. */
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
