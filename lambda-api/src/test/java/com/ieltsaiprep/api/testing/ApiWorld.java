package com.ieltsaiprep.api.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.account.AccountItems;
import com.ieltsaiprep.api.account.DynamoAccounts;
import com.ieltsaiprep.api.account.StoredCredentials;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.dynamo.TestDynamo;
import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.platform.redis.RedisAddress;
import com.ieltsaiprep.api.session.ConversationEnd;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Test environment of the function {@code auth}: its routes in three regions over DynamoDB Local,
 * in virtual time, with fakes for e-mail and password hashing, and without Redis. Regions replicate
 * on command only. Requests go to the home region by default.
 */
public final class ApiWorld {
    /** E-mail address of the account that {@link #createAccount} creates. */
    public static final String EMAIL = "an@example.com";

    /** Password of every account. */
    public static final String PASSWORD = "seven green lanterns";

    /** Address without a Redis server: every command fails at once. */
    private static final RedisAddress NO_REDIS = new RedisAddress("127.0.0.1", 1, false, "", "");

    private static final JsonMapper JSON = new JsonMapper();

    /** Clock, a day after the newest terms of the tests. */
    public final TestClock clock = new TestClock(Instant.parse("2026-12-02T00:00:00.123456Z"));

    /** Fake password hasher. */
    public final CountingPasswords passwords = new CountingPasswords();

    /** Fake e-mail sender. */
    public final SentEmails emails = new SentEmails();

    /** Delays that responses waited for. */
    public final List<Duration> pauses = new ArrayList<>();

    /** Events that end conversations. */
    public final List<ConversationEnd> conversationEnds = new ArrayList<>();

    /** Lines of all logs. */
    public final LogLines log = new LogLines();

    /** Source address of requests; if it is empty, each request has a new one. */
    public String address = "";

    /** Sets the outcome of ending conversations: false to fail. */
    public boolean canEndConversations = true;

    private final LocalDynamoDb local;
    private final RedisAddress redis;
    private final Map<Region, FaultInjectingDynamo> faulty = new EnumMap<>(Region.class);
    private final Map<Region, Integer> replicated = new EnumMap<>(Region.class);
    private final Map<Region, AuthRegion> regions = new EnumMap<>(Region.class);
    private int firstOperation;

    /** Creates an environment over the tables of a test, without Redis. */
    public ApiWorld(LocalDynamoDb local) {
        this(local, NO_REDIS);
    }

    /** Creates an environment over the tables of a test and a Redis. */
    public ApiWorld(LocalDynamoDb local, RedisAddress redis) {
        this.local = local;
        this.redis = redis;
    }

    void endConversations(ConversationEnd event) {
        conversationEnds.add(event);
        if (!canEndConversations) {
            throw new IllegalStateException("no response");
        }
    }

    /** Returns a region's function. */
    public AuthRegion in(Region region) {
        return regions.computeIfAbsent(region, it -> new AuthRegion(this, it, redis));
    }

    /** Returns the DynamoDB client shared by the functions of a region. */
    public FaultInjectingDynamo dynamo(Region region) {
        return faulty.computeIfAbsent(region, it -> new FaultInjectingDynamo(local.client(it)));
    }

    /** Returns the home region's DynamoDB. */
    public FaultInjectingDynamo home() {
        return dynamo(Region.VIRGINIA);
    }

    RegionalDynamo regional(Region own) {
        return TestDynamo.in(own, local, region -> dynamo(region).client());
    }

    /** Replicates all writes since the last call to all other regions. */
    public void replicate() {
        ReplicatedWrites writes = new ReplicatedWrites(local);
        for (Region region : Region.values()) {
            List<FaultInjectingDynamo.Call> calls = dynamo(region).calls();
            calls.subList(replicated.getOrDefault(region, 0), calls.size())
                    .forEach(call -> writes.replicate(region, call));
            replicated.put(region, calls.size());
        }
    }

    /** Runs an action before the next transaction of the home region. */
    public void beforeTransaction(Runnable action) {
        home().interleave("TransactWriteItems", 1, action);
    }

    /** Clears the list of {@link #operations}. */
    public void resetOperations() {
        firstOperation = home().calls().size();
    }

    /** Returns the home region's calls since {@link #resetOperations}, without rate limits. */
    public List<String> operations() {
        List<FaultInjectingDynamo.Call> calls = home().calls();
        return calls.subList(firstOperation, calls.size()).stream()
                .filter(call -> !call.request().toString().contains("limit#"))
                .filter(call -> !call.request().toString().contains("known#"))
                .map(FaultInjectingDynamo.Call::operation)
                .toList();
    }

    /** Sends a request without a session. */
    public Response post(String path, String body) {
        return in(Region.VIRGINIA).send("POST", path, "", body);
    }

    /** Sends a request with a new session of an account; without a session if the id is empty. */
    public Response send(String method, String path, String userId, String body) {
        return in(Region.VIRGINIA).sendAs(userId, method, path, body);
    }

    /** Registers an account without confirming it. */
    public Response register(String email, String password) {
        return post(
                "/auth/register",
                """
                {"email": "%s", "password": "%s", "name": "An", "age_confirmed": true,
                 "consent": {"terms_version": "2026-11-01"}}\
                """
                        .formatted(email, password));
    }

    /** Returns the secret of an accepted registration. */
    public static String secret(Response registered) {
        assertThat(registered.status()).isEqualTo(202);
        return json(registered).get("registration").asText();
    }

    /** Confirms a registration. */
    public Response confirm(String secret, String code) {
        return post("/auth/confirm", body("registration", secret, "code", code));
    }

    /** Requests another code. */
    public Response resend(String secret) {
        return post("/auth/resend-code", body("registration", secret));
    }

    /** Registers and confirms an account, and returns its id. */
    public String registerAndConfirm(String email) {
        assertThat(confirm(secret(register(email, PASSWORD)), emails.code()).status())
                .isEqualTo(204);
        return credentials(email).orElseThrow().userId();
    }

    /** Creates the account of {@link #EMAIL}, advances the clock by 1 s, and returns its id. */
    public String createAccount() {
        String userId = registerAndConfirm(EMAIL);
        clock.advance(Duration.ofSeconds(1));
        return userId;
    }

    /** Signs in. */
    public Response signIn(String email, String password) {
        return post("/auth/sign-in", body("email", email, "password", password));
    }

    /** Reads the stored credentials of an address. */
    public Optional<StoredCredentials> credentials(String email) {
        return new DynamoAccounts(direct()).credentials(new EmailAddress(email));
    }

    /** Reads a stored account. */
    public Optional<Account> account(String userId) {
        return new DynamoAccounts(direct()).find(userId);
    }

    /** Returns whether an account is replaced by a tombstone. */
    public boolean isDeleted(String userId) {
        return direct().home(Table.USERS)
                .get(AccountItems.key(userId))
                .filter(AccountItems::isTombstone)
                .isPresent();
    }

    /** Returns the items of a table in the home region. */
    public List<Map<String, AttributeValue>> items(Table table) {
        return direct(Region.VIRGINIA).scan(scan -> scan.tableName(local.name(table))).items();
    }

    /** Writes an item of a table in the home region. */
    public void put(Table table, Map<String, AttributeValue> item) {
        direct(Region.VIRGINIA).putItem(put -> put.tableName(local.name(table)).item(item));
    }

    /** Stores an assessment of a user in the home region. */
    public void storeAssessment(String userId) {
        put(
                Table.ASSESSMENTS,
                Map.of(
                        "user_id", AttributeValue.fromS(userId),
                        "assessment_id", AttributeValue.fromS("a"),
                        "overall_band", AttributeValue.fromN("6.5")));
    }

    /** Returns a client that injects no faults and records no calls. */
    public DynamoDbClient direct(Region region) {
        return local.client(region);
    }

    private RegionalDynamo direct() {
        return TestDynamo.in(Region.VIRGINIA, local);
    }

    /** Returns the device names of an account's sessions, in any order. */
    public List<String> devices(String userId) {
        return in(Region.VIRGINIA).sessions().list(userId).stream()
                .map(it -> String.valueOf(it.get("device")))
                .toList();
    }

    /** Parses the body of a response. */
    public static JsonNode json(Response response) {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the last part of a problem's type. */
    public static String problem(Response response) {
        String type = json(response).path("type").asText();
        return type.substring(type.lastIndexOf('/') + 1);
    }

    /** Creates a JSON object of strings. */
    public static String body(String... namesAndValues) {
        StringBuilder body = new StringBuilder("{");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            body.append(i == 0 ? "" : ", ")
                    .append("\"%s\": \"%s\"".formatted(namesAndValues[i], namesAndValues[i + 1]));
        }
        return body.append("}").toString();
    }

    /** Returns the virtual time. */
    public Instant now() {
        return clock.instant();
    }
}
