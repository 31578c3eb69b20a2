package com.ieltsaiprep.local.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.ConversationTicket;
import com.ieltsaiprep.local.client.StackUnavailableException;
import com.ieltsaiprep.local.client.api.ApiClient;
import com.ieltsaiprep.local.client.api.ApiResponse;
import com.ieltsaiprep.local.stack.StackAddress;

import org.jspecify.annotations.Nullable;

import java.net.URI;
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
 * HTTP client of a local stack (the whole product, run on one machine): creates test accounts,
 * requests tickets, reads metrics and gives access to the control APIs, by which tests prepare and
 * inspect the stack. Each request blocks until the stack responds, and throws {@link
 * StackUnavailableException} if the stack refuses the request or does not respond. Thread-safe.
 */
public final class StackClient {
    private final StackAddress address;
    private final ApiClient http = new ApiClient();

    /** Access tokens of accounts that were created in advance. */
    private final Queue<String> unused = new ConcurrentLinkedQueue<>();

    /** Access tokens by the session that was begun with them. */
    private final Map<String, String> tokens = new ConcurrentHashMap<>();

    /** Creates a client of the local stack at these addresses, without sending a request. */
    public StackClient(StackAddress address) {
        this.address = address;
    }

    /** Requests a ticket for a new conversation of an account that this client has not used yet. */
    public ConversationTicket ticket() {
        String token = accessToken();
        ConversationTicket ticket = http.ticket(address.api(), token, null);
        tokens.put(ticket.sessionId(), token);
        return ticket;
    }

    /**
     * Requests another ticket to resume a conversation whose first ticket came from {@link
     * #ticket()} of this client.
     *
     * @param sessionId id of the conversation, as in its first ticket
     */
    public ConversationTicket ticket(String sessionId) {
        return http.ticket(address.api(), Objects.requireNonNull(tokens.get(sessionId)), sessionId);
    }

    /**
     * Creates {@code count} signed-in test accounts, which later calls of {@link #ticket()} and
     * {@link #accessToken()} use one by one. This saves time later, because creating an account
     * takes longer than requesting a ticket.
     */
    public void prepareAccounts(int count) {
        for (int i = 0; i < count; i++) {
            unused.add(createAccount().accessToken());
        }
    }

    /**
     * Returns the access token of a test account that this client has not used yet: one that was
     * created in advance, or else a new one. Blocks while a new account is created.
     */
    public String accessToken() {
        @Nullable String token = unused.poll();
        return token == null ? createAccount().accessToken() : token;
    }

    /** Creates a test account that has attempts and is signed in. */
    public TestAccount createAccount() {
        URI uri = address.controls().accounts().resolve("/people");
        JsonNode account = http.request("POST", uri, Map.of(), new byte[0]).successful().json();
        return new TestAccount(
                account.path("email").asText(),
                account.path("password").asText(),
                account.path("accessToken").asText(),
                account.path("refreshToken").asText());
    }

    /**
     * Returns the settings for running a Lambda function of the API outside the stack's own
     * processes, against the stack's DynamoDB tables; empty if this client was created without such
     * settings.
     */
    public Optional<StackAddress.Functions> functions() {
        return Optional.ofNullable(address.functions());
    }

    /**
     * Returns a client of the control API of the Sonic stand-in; empty if the stack uses the real
     * service.
     */
    public Optional<SonicControl> sonic() {
        return Optional.ofNullable(address.controls().sonic())
                .map(control -> new SonicControl(http, control));
    }

    /**
     * Returns a client of the mail stand-in's control API, which reads the e-mails that the product
     * has sent.
     */
    public MailControl mail() {
        return new MailControl(http, address.controls().mail());
    }

    /**
     * Returns a client of the control API for the replication of the DynamoDB tables between
     * regions.
     */
    public TablesControl tables() {
        return new TablesControl(http, address.controls().tables());
    }

    /**
     * Returns a client of the control APIs by which the stand-ins report the AWS calls of the
     * stack's roles.
     */
    public AwsCallsControl awsCalls() {
        StackAddress.Controls controls = address.controls();
        return new AwsCallsControl(
                http,
                Stream.of(
                                controls.tables(),
                                controls.mail(),
                                controls.lambda(),
                                controls.converse(),
                                controls.sonic())
                        .filter(Objects::nonNull)
                        .toList());
    }

    /**
     * Returns the address of the API in each region, as the home region's API lists them at {@code
     * GET /config}. Sends a request at each call, and blocks until the API responds.
     */
    public Map<Region, URI> apis() {
        JsonNode config = http.json(address.api().resolve("/config"));
        Map<Region, URI> apis = new EnumMap<>(Region.class);
        for (Region region : Region.values()) {
            apis.put(region, URI.create(config.path("regions").path(region.awsName()).asText()));
        }
        return apis;
    }

    /**
     * Returns the current value of a metric of the stack's gateway: the largest value if the metric
     * has several, which differ in their labels; empty if the gateway has no metric of that name.
     *
     * @param name name of the metric in the Prometheus format, without labels
     */
    public OptionalDouble metric(String name) {
        return metric(address.management(), name);
    }

    /**
     * Returns the current value of a metric of one gateway: the largest value if the metric has
     * several, which differ in their labels; empty if the gateway has no metric of that name.
     *
     * @param management address of the gateway's management port, http
     * @param name name of the metric in the Prometheus format, without labels
     */
    public OptionalDouble metric(URI management, String name) {
        return largest(name, metrics(management));
    }

    /**
     * Returns the current totals of a counter of the stack's gateway by one of the counter's
     * labels: for each value of that label, such as {@code in_silence}, the sum over all other
     * labels. Empty if the gateway has no such counter.
     *
     * @param name name of the counter in the Prometheus format, without labels
     * @param label name of the label
     */
    public Map<String, Long> counts(String name, String label) {
        return counts(name, label, metrics(address.management()));
    }

    /**
     * Tells a gateway to start draining, that is, to hand its conversations over to other gateways.
     * Returns once the gateway has accepted the request.
     *
     * @param management address of the gateway's management port, http
     */
    public void drain(URI management) {
        http.request("POST", management.resolve("/drain"), Map.of(), new byte[0]).successful();
    }

    private Stream<String> metrics(URI management) {
        ApiResponse metrics =
                http.request("GET", management.resolve("/metrics"), Map.of(), new byte[0]);
        return metrics.status() == 404 ? Stream.empty() : metrics.successful().text().lines();
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
