package com.ieltsaiprep.api.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.entitlement.AttemptPlan;
import com.ieltsaiprep.api.entitlement.Entitlements;
import com.ieltsaiprep.api.operations.AppConfig;
import com.ieltsaiprep.api.operations.AppConfig.Notice;
import com.ieltsaiprep.api.operations.DynamoAppConfigs;
import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.session.ConversationEnd;
import com.ieltsaiprep.api.testing.AccountFixtures;
import com.ieltsaiprep.api.testing.ApiWorld;
import com.ieltsaiprep.api.testing.FaultInjectingDynamo;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

class SupportCommandsIT {
    private static final AtomicInteger TESTS = new AtomicInteger();
    private static final ExamModule SPEAKING = ExamModule.ACADEMIC_SPEAKING;

    @RegisterExtension private static final LocalDynamoDb LOCAL = new LocalDynamoDb();

    private final ApiWorld world = new ApiWorld(LOCAL);
    private final FaultInjectingDynamo home = world.home();

    /** Tables of Ireland, since support commands run in any region. */
    private final RegionalDynamo dynamo = world.in(Region.IRELAND).dynamo();

    private final TokenGenerator tokens = new TokenGenerator(new Random());
    private final DynamoAppConfigs configs = new DynamoAppConfigs(dynamo);
    private final Entitlements entitlements = new Entitlements(dynamo, tokens, world.clock);
    private final String anna = AccountFixtures.create(dynamo);
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private boolean opened;
    private final SupportCommands commands =
            new SupportCommands(this::open, new PrintStream(printed, true, StandardCharsets.UTF_8));

    /** Sets the time that identifies the audit entries of a test, since all tests share a table. */
    @BeforeEach
    void setDistinctTime() {
        world.clock.advance(Duration.ofMinutes(TESTS.incrementAndGet()));
    }

    private SupportCommands.Deployment open() {
        opened = true;
        return new SupportCommands.Deployment(
                dynamo, world.in(Region.IRELAND).sessions(), tokens, world.clock, "ops with AKIA");
    }

    private int run(String... line) {
        return commands.run(List.of(line));
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    private void grant(int attempts) {
        entitlements.grant(anna, "g", SPEAKING, attempts, "a test");
    }

    /** Returns the balance in the home region; the own one has no replica here. */
    private String balance(ExamModule module) {
        return entitlements
                .entries(anna)
                .getOrDefault("entitlement#" + module.id(), Map.of())
                .getOrDefault("attempts", "none");
    }

    private List<Map<String, AttributeValue>> audited(String subject) {
        return dynamo.home(Table.PURCHASES).query(subject, "audit#" + world.now());
    }

    private List<String> auditedCommands(String subject) {
        return audited(subject).stream().map(item -> Attributes.text(item, "command")).toList();
    }

    @Test
    void findsAccountByAddress() {
        String userId = AccountFixtures.create(dynamo, "binh@example.com");
        assertThat(run("find", "\u00a0BINH@example.com ", "--reason", "he wrote")).isZero();

        assertThat(printed()).contains(userId, "created_at  2025-12-01T00:00:00Z");
        assertThat(auditedCommands(userId)).containsExactly("find");
    }

    @Test
    void showsBalances() {
        Entitlements inVirginia =
                new Entitlements(world.in(Region.VIRGINIA).dynamo(), tokens, world.clock);
        String userId = AccountFixtures.create(dynamo, "chi@example.com");
        inVirginia.grant(userId, "g", SPEAKING, 2, "a test");
        world.replicate();

        run("find", "chi@example.com", "--reason", "she wrote to us");

        assertThat(printed()).contains("2 academic_speaking");
    }

    @Test
    void auditsSearchForUnknownAddressWithoutAddress() {
        assertThat(run("find", "other@example.com", "--reason", "they wrote to us")).isOne();

        assertThat(auditedCommands(DynamoAuditTrail.ALL_USERS)).containsExactly("find");
        assertThat(audited(DynamoAuditTrail.ALL_USERS).toString()).doesNotContain("other@");
    }

    @Test
    void auditsCommandByUnconditionalWrite() {
        run("grant", anna, "academic_speaking", "3", "--reason", " lost by a fault ");

        PutItemRequest written =
                home.calls().stream()
                        .map(FaultInjectingDynamo.Call::request)
                        .filter(PutItemRequest.class::isInstance)
                        .map(PutItemRequest.class::cast)
                        .reduce((_, last) -> last)
                        .orElseThrow();
        assertThat(written.conditionExpression()).isNull();
        assertThat(written.item())
                .containsEntry("user_id", Attributes.text(anna))
                .containsEntry("command", Attributes.text("grant"))
                .containsEntry("reason", Attributes.text("lost by a fault"))
                .containsEntry("operator", Attributes.text("ops with AKIA"))
                .containsEntry("noted_at", Attributes.millis(world.now()))
                .containsEntry("of_module", Attributes.text("academic_speaking"))
                .containsEntry("of_attempts", Attributes.text("3"));
        assertThat(Attributes.text(written.item(), "entry_id"))
                .startsWith("audit#" + world.now() + "#")
                .matches(".*#[0-9a-f-]{36}");
        assertThat(entitlements.entries(anna))
                .containsKey("grant#" + Attributes.text(written.item(), "of_grant"));
    }

    @Test
    void grantsAttempts() {
        assertThat(run("grant", anna, "academic_speaking", "3", "--reason", "lost by a fault"))
                .isZero();
        assertThat(balance(SPEAKING)).isEqualTo("3");

        run("grant", anna, "academic_speaking", "3", "--reason", "lost by a fault");
        assertThat(balance(SPEAKING)).isEqualTo("6");
    }

    @Test
    void refusesGrantToUnknownAccount() {
        assertThat(run("grant", "unknown", "academic_speaking", "3", "--reason", "a mistake"))
                .isOne();
        assertThat(printed()).contains("there is no such account");
        assertThat(entitlements.entries("unknown").keySet())
                .singleElement()
                .satisfies(id -> assertThat(id).startsWith("audit#"));
    }

    @Test
    void releasesAttemptOnce() {
        grant(1);
        AttemptPlan plan = entitlements.prepare(anna, SPEAKING, Optional.empty()).orElseThrow();
        entitlements.commit(anna, plan);

        assertThat(run("give-back", anna, plan.sessionId(), "--reason", "a fault")).isZero();
        assertThat(balance(SPEAKING)).isEqualTo("1");
        assertThat(run("give-back", anna, plan.sessionId(), "--reason", "a fault")).isOne();
        assertThat(run("give-back", anna, "other", "--reason", "a fault")).isOne();
        assertThat(printed()).contains("given back before", "no such session");
        assertThat(auditedCommands(anna)).containsExactly("give-back", "give-back", "give-back");
        ConversationEnd end = ConversationEnd.ofSession(plan.sessionId());
        assertThat(world.conversationEnds).containsExactly(end, end);
    }

    @Test
    void completesDeletionOfDeletedAccountOnly() {
        grant(1);
        world.in(Region.VIRGINIA).accessToken(anna);
        assertThat(run("finish-deletion", anna, "--reason", "the log says so")).isOne();
        assertThat(balance(SPEAKING)).isEqualTo("1");
        assertThat(world.devices(anna)).hasSize(1);

        AccountFixtures.delete(dynamo, anna);
        assertThat(run("finish-deletion", anna, "--reason", "the log says so")).isZero();
        assertThat(world.conversationEnds).extracting(ConversationEnd::id).containsExactly(anna);
        assertThat(world.devices(anna)).isEmpty();
        assertThat(entitlements.entries(anna).keySet()).allMatch(id -> id.startsWith("audit#"));
        assertThat(auditedCommands(anna)).containsExactly("finish-deletion", "finish-deletion");
    }

    @Test
    void showsLedger() {
        run("grant", anna, "general_speaking", "1", "--reason", "lost by a fault");

        assertThat(run("ledger", "\u00a0" + anna, "--reason", "she asks what is left")).isZero();
        assertThat(printed()).contains("entitlement#general_speaking  {attempts=1}");
        assertThat(run("ledger", "unknown-id", "--reason", "she asks what is left")).isOne();
        assertThat(printed()).contains("nothing is written for this id");
        assertThat(auditedCommands(anna)).containsExactlyInAnyOrder("grant", "ledger");
        assertThat(auditedCommands("unknown-id")).containsExactly("ledger");
    }

    private void store(AppConfig config) {
        assertThat(configs.replace(configs.readCurrent(), config)).isTrue();
    }

    private AppConfig stored() {
        return configs.readCurrent().orElseThrow();
    }

    @Test
    void changesOnlyGivenConfigurationValues() {
        store(new AppConfig("1.2.3", List.of(), true));

        assertThat(run("set-config", "--new-tests", "off", "--reason", "Bedrock is ill")).isZero();
        assertThat(stored()).isEqualTo(new AppConfig("1.2.3", List.of(), false));
        run("set-config", "--notice", "n1:warning:Back soon: wait.", "--reason", "Bedrock is ill");
        assertThat(stored())
                .isEqualTo(
                        new AppConfig(
                                "1.2.3",
                                List.of(new Notice("n1", "Back soon: wait.", true)),
                                false));
        run("set-config", "--notice", "none", "--new-tests", "on", "--reason", "all is well");
        run("set-config", "--minimum-app-version", "2.0.0", "--reason", "old apps fail");
        assertThat(stored()).isEqualTo(new AppConfig("2.0.0", List.of(), true));
        assertThat(auditedCommands(DynamoAuditTrail.ALL_USERS))
                .hasSize(4)
                .containsOnly("set-config");
    }

    @Test
    void keepsConcurrentChangeOfOtherOperator() {
        store(new AppConfig("1.2.3", List.of(), true));
        // The first PutItem writes the audit entry.
        home.interleave("PutItem", 2, () -> store(new AppConfig("1.2.3", List.of(), false)));

        assertThat(run("set-config", "--minimum-app-version", "2.0.0", "--reason", "old apps"))
                .isOne();

        assertThat(printed()).contains("try again");
        assertThat(stored()).isEqualTo(new AppConfig("1.2.3", List.of(), false));
        assertThat(run("set-config", "--minimum-app-version", "2.0.0", "--reason", "old apps"))
                .isZero();
        assertThat(stored()).isEqualTo(new AppConfig("2.0.0", List.of(), false));
    }

    @Test
    void listsModules() {
        run("grant", anna, "reading", "1", "--reason", "a good one");

        assertThat(printed())
                .startsWith(
                        "MODULE is one of academic_speaking, academic_writing, general_speaking,"
                                + " general_writing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hello",
                "find",
                "find nonsense",
                "find an@example.com more",
                "grant u academic_speaking 0",
                "grant u academic_speaking 21",
                "grant u academic_speaking x",
                "grant u reading 1",
                "give-back u",
                "grant an@example.com academic_speaking 1",
                "ledger an@example.com",
                "finish-deletion",
                "set-config",
                "set-config --new-tests maybe",
                "set-config --minimum-app-version new",
                "set-config --notice hello",
                "set-config --notice n1:info:\u200b",
                "ledger u --force yes",
            })
    void printsUsageForInvalidCommand(String line) {
        List<String> words = new ArrayList<>(line.isEmpty() ? List.of() : List.of(line.split(" ")));
        words.addAll(List.of("--reason", "a good one"));

        assertThat(commands.run(words)).isEqualTo(2);
        assertThat(printed()).contains("give-back USER_ID SESSION_ID");
        assertThat(opened).as("anything, which takes credentials").isFalse();
    }

    @Test
    void refusesCommandWithoutReason() {
        for (List<String> reason :
                List.of(
                        List.<String>of(),
                        List.of("--reason"),
                        List.of("--reason", ""),
                        List.of("--reason", "    why    "),
                        List.of("--reason", "x".repeat(501)),
                        List.of("--reason", "\u200b".repeat(5)),
                        List.of("--reason", "😀😀😀"),
                        List.of("--reason", "good one", "--reason", "good one"))) {
            List<String> words = new ArrayList<>(List.of("grant", anna, "academic_speaking", "1"));
            words.addAll(reason);
            assertThat(commands.run(words)).isEqualTo(2);
        }
        assertThat(entitlements.entries(anna)).isEmpty();
    }

    @Test
    void refusesCommandThatCannotBeAudited() {
        home.throttle("PutItem", 1);

        assertThatThrownBy(
                        () -> run("grant", anna, "academic_speaking", "1", "--reason", "a fault"))
                .isInstanceOf(DatabaseUnavailableException.class);
        assertThat(entitlements.entries(anna)).isEmpty();
    }
}
