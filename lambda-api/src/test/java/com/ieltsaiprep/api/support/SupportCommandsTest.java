package com.ieltsaiprep.api.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.account.Consent;
import com.ieltsaiprep.api.account.FakeUsers;
import com.ieltsaiprep.api.account.StoredCredentials;
import com.ieltsaiprep.api.entitlement.Entitlements;
import com.ieltsaiprep.api.entitlement.Entitlements.Beginning;
import com.ieltsaiprep.api.entitlement.FakeLedger;
import com.ieltsaiprep.api.operations.AppConfig;
import com.ieltsaiprep.api.operations.AppConfig.Level;
import com.ieltsaiprep.api.operations.AppConfig.Notice;
import com.ieltsaiprep.api.operations.FakeAppConfigs;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.profile.PersonalDataErasure;
import com.ieltsaiprep.api.support.AuditTrail.Deed;
import com.ieltsaiprep.common.ExamModule;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

class SupportCommandsTest {
    private static final String ANNA = "0b9f2a64-8a5e-4f6c-9d57-6f6f3b0f8a11";
    private static final EmailAddress EMAIL = new EmailAddress("an@example.com");
    private static final Instant NOW = Instant.parse("2026-11-20T14:00:00Z");
    private static final ExamModule SPEAKING = ExamModule.ACADEMIC_SPEAKING;

    private final FakeUsers users = new FakeUsers();
    private final FakeAppConfigs configs = new FakeAppConfigs();
    private final List<Deed> deeds = new ArrayList<>();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final TokenGenerator tokens = new TokenGenerator(new Random(5));
    private final Entitlements attempts = new Entitlements(new FakeLedger(), tokens, () -> NOW);
    private final List<String> ended = new ArrayList<>();
    private boolean auditAway;
    private boolean opened;
    private final SupportCommands commands =
            new SupportCommands(
                    this::parts, new PrintStream(printed, true, StandardCharsets.UTF_8));

    private SupportCommands.Parts parts() {
        opened = true;
        return new SupportCommands.Parts(
                users,
                attempts,
                configs,
                new PersonalDataErasure(List.of(), ended::add),
                this::note,
                tokens);
    }

    private void note(Deed deed) {
        if (auditAway) {
            throw new IllegalStateException("away");
        }
        deeds.add(deed);
    }

    private void annaHasAnAccount() {
        Consent consent = new Consent("2026-11-01", NOW);
        users.have(
                new StoredCredentials(EMAIL, ANNA, "hash"),
                new Account(ANNA, EMAIL, "An", NOW, List.of(consent), NOW, NOW));
    }

    @Test
    void findsWhoseAnAddressIs() {
        annaHasAnAccount();
        attempts.grant(ANNA, "g", SPEAKING, 2, "a test");

        assertThat(run("find", " AN@example.com ", "--reason", "she wrote to us")).isZero();
        assertThat(printed()).contains(ANNA, "2 academic_speaking");
        assertThat(deeds).containsExactly(new Deed(ANNA, "find", Map.of(), "she wrote to us"));
    }

    @Test
    void notesALookForNobodyWithoutTheAddress() {
        assertThat(run("find", "other@example.com", "--reason", "they wrote to us")).isOne();
        assertThat(deeds)
                .containsExactly(
                        new Deed(AuditTrail.EVERYBODY, "find", Map.of(), "they wrote to us"));
    }

    @Test
    void givesAttemptsOnceForEachTimeItIsAsked() {
        annaHasAnAccount();

        assertThat(run("grant", ANNA, "academic_speaking", "3", "--reason", "lost by a fault"))
                .isZero();
        assertThat(attempts.left(ANNA)).isEqualTo(Map.of(SPEAKING, 3));
        assertThat(deeds).hasSize(1);
        assertThat(deeds.getFirst().details())
                .containsEntry("module", "academic_speaking")
                .containsEntry("attempts", "3")
                .containsKey("grant");
    }

    @Test
    void givesNothingToNobody() {
        assertThat(run("grant", "nobody", "academic_speaking", "3", "--reason", "a mistake"))
                .isOne();
        assertThat(attempts.left("nobody")).isEmpty();
        assertThat(deeds).extracting(Deed::subject).containsExactly("nobody");
    }

    @Test
    void givesAnAttemptBackOnce() {
        annaHasAnAccount();
        attempts.grant(ANNA, "g", SPEAKING, 1, "a test");
        String session =
                ((Beginning.Begun) attempts.begin(ANNA, SPEAKING, Optional.empty(), _ -> true))
                        .sessionId();

        assertThat(run("give-back", ANNA, session, "--reason", "Maya was away")).isZero();
        assertThat(attempts.left(ANNA)).isEqualTo(Map.of(SPEAKING, 1));
        assertThat(run("give-back", ANNA, session, "--reason", "Maya was away")).isOne();
        assertThat(run("give-back", ANNA, "other", "--reason", "Maya was away")).isOne();
        assertThat(printed()).contains("given back before", "no such session");
        assertThat(deeds).extracting(Deed::command).containsOnly("give-back").hasSize(3);
    }

    @Test
    void finishesTheDeletionOfAnAccountThatIsGoneOnly() {
        annaHasAnAccount();
        assertThat(run("finish-deletion", ANNA, "--reason", "the log says so")).isOne();
        assertThat(ended).isEmpty();

        assertThat(run("finish-deletion", "gone", "--reason", "the log says so")).isZero();
        assertThat(ended).containsExactly("gone");
        assertThat(deeds)
                .extracting(Deed::command, Deed::subject)
                .containsExactly(tuple("finish-deletion", ANNA), tuple("finish-deletion", "gone"));
    }

    @Test
    void showsTheLedger() {
        annaHasAnAccount();
        run("grant", ANNA, "general_speaking", "1", "--reason", "lost by a fault");

        assertThat(run("ledger", ANNA, "--reason", "she asks what is left")).isZero();
        assertThat(printed()).contains("entitlement#general_speaking  {attempts=1}");
        assertThat(run("ledger", "nobody", "--reason", "she asks what is left")).isOne();
        assertThat(printed()).contains("nothing is written for this id");
        assertThat(deeds).extracting(Deed::command).containsExactly("grant", "ledger", "ledger");
    }

    @Test
    void changesOnlyWhatIsSaidOfTheConfiguration() {
        configs.write(new AppConfig("1.2.3", List.of(), true));

        assertThat(run("set-config", "--new-tests", "off", "--reason", "Bedrock is ill")).isZero();
        assertThat(configs.kept).isEqualTo(new AppConfig("1.2.3", List.of(), false));
        run("set-config", "--notice", "n1:warning:Back soon: wait.", "--reason", "Bedrock is ill");
        assertThat(configs.kept)
                .isEqualTo(
                        new AppConfig(
                                "1.2.3",
                                List.of(new Notice("n1", "Back soon: wait.", Level.WARNING)),
                                false));
        run("set-config", "--notice", "none", "--new-tests", "on", "--reason", "all is well");
        run("set-config", "--minimum-app-version", "2.0.0", "--reason", "old apps fail");
        assertThat(configs.kept).isEqualTo(new AppConfig("2.0.0", List.of(), true));
        assertThat(deeds).extracting(Deed::subject).containsOnly(AuditTrail.EVERYBODY).hasSize(4);
    }

    @Test
    void doesNotUndoWhatAnotherOperatorChangesAtTheSameMoment() {
        configs.write(new AppConfig("1.2.3", List.of(), true));
        configs.writeBeforeNext(new AppConfig("1.2.3", List.of(), false));

        assertThat(run("set-config", "--minimum-app-version", "2.0.0", "--reason", "old apps"))
                .isOne();

        assertThat(printed()).contains("try again");
        assertThat(configs.kept).isEqualTo(new AppConfig("1.2.3", List.of(), false));
        assertThat(run("set-config", "--minimum-app-version", "2.0.0", "--reason", "old apps"))
                .isZero();
        assertThat(configs.kept).isEqualTo(new AppConfig("2.0.0", List.of(), false));
    }

    @Test
    void namesTheModulesThereAre() {
        run("grant", ANNA, "reading", "1", "--reason", "a good one");

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
                "ledger u --force yes",
            })
    void saysHowItIsAskedAndDoesNothing(String line) {
        List<String> words = new ArrayList<>(line.isEmpty() ? List.of() : List.of(line.split(" ")));
        words.addAll(List.of("--reason", "a good one"));

        assertThat(commands.run(words)).isEqualTo(2);
        assertThat(printed()).contains("give-back USER_ID SESSION_ID");
        assertThat(opened).as("anything, which takes credentials").isFalse();
        assertThat(deeds).isEmpty();
    }

    @Test
    void nothingIsDoneWithoutAReason() {
        annaHasAnAccount();
        for (List<String> reason :
                List.of(
                        List.<String>of(),
                        List.of("--reason"),
                        List.of("--reason", ""),
                        List.of("--reason", "    why    "),
                        List.of("--reason", "x".repeat(501)),
                        List.of("--reason", "good one", "--reason", "good one"))) {
            List<String> words = new ArrayList<>(List.of("grant", ANNA, "academic_speaking", "1"));
            words.addAll(reason);
            assertThat(commands.run(words)).isEqualTo(2);
        }
        assertThat(attempts.left(ANNA)).isEmpty();
        assertThat(deeds).isEmpty();
    }

    @Test
    void nothingIsDoneThatCannotBeKept() {
        annaHasAnAccount();
        auditAway = true;

        assertThatThrownBy(
                        () -> run("grant", ANNA, "academic_speaking", "1", "--reason", "a fault"))
                .isInstanceOf(IllegalStateException.class);
        assertThat(attempts.left(ANNA)).isEmpty();
    }

    private int run(String... line) {
        return commands.run(List.of(line));
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }
}
