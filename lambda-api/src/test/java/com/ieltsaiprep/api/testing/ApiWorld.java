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
 * World of the function {@code auth}: its routes in three regions over DynamoDB Local, in virtual
 * time, with fakes for e-mail and password hashing, and without Redis. Regions replicate on command
 * only. Requests go to the home region unless a test names another.
 */
public final class ApiWorld {
    /** The e-mail address of the default account. */
    public static final String EMAIL = "an@example.com";

    /** The password of every account. */
    public static final String PASSWORD = "seven green lanterns";

    /** An address without a Redis: every command fails at once. */
    private static final RedisAddress NO_REDIS = new RedisAddress("127.0.0.1", 1, false, "", "");

    private static final JsonMapper JSON = new JsonMapper();

    /** The clock, a day after the newest terms of the tests. */
    public final TestClock clock = new TestClock(Instant.parse("2026-12-02T00:00:00.123456Z"));

    /** The fake password hasher. */
    public final CountingPasswords passwords = new CountingPasswords();

    /** The fake e-mail sender. */
    public final SentEmails emails = new SentEmails();

    /** The pauses that responses made. */
    public final List<Duration> pauses = new ArrayList<>();

    /** The lines of all logs. */
    public final LogLines log = new LogLines();

    /** The source address of requests; if it is empty, each has another. */
    public String address = "";

    private final LocalDynamoDb local;
    private final RedisAddress redis;
    private final Map<Region, FaultInjectingDynamo> faulty = new EnumMap<>(Region.class);
    private final Map<Region, Integer> replicated = new EnumMap<>(Region.class);
    private final Map<Region, AuthRegion> regions = new EnumMap<>(Region.class);
    private int marked;

    /** Creates a world over the tables of a test, without Redis. */
    public ApiWorld(LocalDynamoDb local) {
        this(local, NO_REDIS);
    }

    /** Creates a world over the tables of a test, and a Redis. */
    public ApiWorld(LocalDynamoDb local, RedisAddress redis) {
        this.local = local;
        this.redis = redis;
    }

    /** Returns a region's function. */
    public AuthRegion in(Region region) {
        return regions.computeIfAbsent(region, it -> new AuthRegion(this, it, redis));
    }

    /** Returns a region's DynamoDB as all functions see it. */
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

    /** Runs an action before the n-th next transaction of the home region. */
    public void beforeTransaction(Runnable action) {
        home().interleave("TransactWriteItems", 1, action);
    }

    /** Starts to count the calls of the home region. */
    public void mark() {
        marked = home().calls().size();
    }

    /** Returns the home region's operations on items since {@link #mark}, without rate limits. */
    public List<String> operations() {
        List<FaultInjectingDynamo.Call> calls = home().calls();
        return calls.subList(marked, calls.size()).stream()
                .filter(call -> !call.request().toString().contains("limit#"))
                .filter(call -> !call.request().toString().contains("known#"))
                .map(FaultInjectingDynamo.Call::operation)
                .toList();
    }

    /** Sends a request without a session. */
    public Response post(String path, String body) {
        return in(Region.VIRGINIA).ask("POST", path, "", body);
    }

    /** Sends a request by a session that is issued to an account for it; empty: without one. */
    public Response ask(String method, String path, String userId, String body) {
        return in(Region.VIRGINIA).askAs(userId, method, path, body);
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

    /** Asks for another code. */
    public Response resend(String secret) {
        return post("/auth/resend-code", body("registration", secret));
    }

    /** Registers and confirms an account, and returns its id. */
    public String join(String email) {
        assertThat(confirm(secret(register(email, PASSWORD)), emails.code()).status())
                .isEqualTo(204);
        return credentials(email).orElseThrow().userId();
    }

    /** Creates the account of {@link #EMAIL} a second ago, and returns its id. */
    public String someone() {
        String userId = join(EMAIL);
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

    /** Returns whether an account has left a tombstone. */
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

    /** Returns a client that injects no faults and records no calls. */
    public DynamoDbClient direct(Region region) {
        return local.client(region);
    }

    private RegionalDynamo direct() {
        return TestDynamo.in(Region.VIRGINIA, local);
    }

    /** Returns the devices of an account's sessions, in any order. */
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
