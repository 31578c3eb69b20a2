package com.ieltsaiprep.api.qr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.qr.QrSignIn.PollResult;
import com.ieltsaiprep.api.qr.QrSignIn.Redeemable;
import com.ieltsaiprep.api.qr.QrSignIns.Decided;
import com.ieltsaiprep.api.qr.QrSignIns.Polled;
import com.ieltsaiprep.api.qr.QrSignIns.RedeemResult;
import com.ieltsaiprep.api.session.FamilyId;
import com.ieltsaiprep.api.session.IssuedTokens;
import com.ieltsaiprep.api.testing.ApiWorld;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.common.Region;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

final class QrSignInsIT {
    @RegisterExtension private final LocalDynamoDb dynamo = new LocalDynamoDb();
    private final ApiWorld world = new ApiWorld(dynamo);
    private QrSignIns ireland = in(Region.IRELAND);
    private QrSignIns virginia = in(Region.VIRGINIA);
    private String anna = "";
    private String bob = "";

    private QrSignIns in(Region own) {
        return new QrSignIns(
                world.in(own).dynamo(),
                world.in(own).sessions(),
                new TokenGenerator(new Random(own.letter())),
                world.clock);
    }

    @BeforeEach
    void createAccounts() {
        ireland = in(Region.IRELAND);
        virginia = in(Region.VIRGINIA);
        anna = world.registerAndConfirm("anna@example.com");
        bob = world.registerAndConfirm("bob@example.com");
        world.clock.advance(Duration.ofSeconds(1));
        world.replicate();
    }

    private QrChallenge begin() {
        QrChallenge challenge = ireland.begin("Chrome on Mac", "Nepal");
        world.clock.advance(Duration.ofSeconds(2));
        return challenge;
    }

    private QrChallenge beginAndApprove() {
        QrChallenge challenge = begin();
        virginia.decide(challenge.id().text(), anna, true);
        return challenge;
    }

    private static Optional<PollResult> poll(QrSignIns region, QrChallenge challenge) {
        return region.poll(challenge.id(), challenge.secret()).map(Polled::result);
    }

    private static RedeemResult redeem(QrSignIns region, QrChallenge challenge) {
        Polled polled = region.poll(challenge.id(), challenge.secret()).orElseThrow();
        return region.redeem(polled, (Redeemable) polled.result());
    }

    private static IssuedTokens issued(RedeemResult result) {
        return ((RedeemResult.Issued) result).tokens();
    }

    private static QrSignIn.DecisionResult decide(
            QrSignIns region, String code, String userId, boolean approve) {
        return region.decide(code, userId, approve).map(Decided::result).orElseThrow();
    }

    private List<Map<String, Object>> sessions(String userId) {
        return world.in(Region.IRELAND).sessions().list(userId);
    }

    private FaultTarget irelandTables() {
        return new FaultTarget(world);
    }

    /** Fault injection into the tables of the region that owns the challenges. */
    private record FaultTarget(ApiWorld world) {
        void beforeUpdate(Runnable action) {
            world.dynamo(Region.IRELAND).interleave("UpdateItem", 1, action);
        }
    }

    @Test
    void signsInBrowserAsApprovingUser() {
        QrChallenge challenge = begin();
        assertThat(poll(ireland, challenge)).contains(new QrSignIn.Pending());

        assertThat(decide(virginia, challenge.id().text(), anna, true))
                .isInstanceOf(QrSignIn.Change.class);

        issued(redeem(ireland, challenge));
        assertThat(sessions(anna))
                .extracting(it -> it.get("device"))
                .containsExactly("Chrome on Mac");
    }

    @Test
    void replacesSessionAfterLostResponse() {
        QrChallenge challenge = beginAndApprove();
        FamilyId lost = issued(redeem(ireland, challenge)).family();
        assertThat(poll(ireland, challenge)).contains(new QrSignIn.TooFast());
        world.clock.advance(Duration.ofSeconds(29));

        FamilyId repeated = issued(redeem(virginia, challenge)).family();

        assertThat(repeated).isNotEqualTo(lost);
        assertThat(liveSessions()).isOne();
        world.clock.advance(Duration.ofSeconds(1));
        assertThat(poll(ireland, challenge)).contains(new QrSignIn.Expired());
        assertThat(liveSessions()).isOne();
    }

    /** Counts the sessions of the approving account. */
    private int liveSessions() {
        return sessions(anna).size();
    }

    @Test
    void datesSessionFromApproval() {
        QrChallenge challenge = begin();
        Instant approvedAt = world.now().truncatedTo(ChronoUnit.MILLIS);
        virginia.decide(challenge.id().text(), anna, true);
        world.clock.advance(Duration.ofSeconds(9));

        redeem(ireland, challenge);

        assertThat(sessions(anna))
                .extracting(it -> it.get("signed_in_at"))
                .containsExactly(approvedAt.toString());
    }

    @Test
    void acceptsTypedCode() {
        QrChallenge challenge = begin();
        String code = challenge.code().formatted();

        assertThat(virginia.find(code))
                .hasValueSatisfying(it -> assertThat(it.challenge().place()).isEqualTo("Nepal"));
        assertThat(decide(virginia, code, anna, true)).isInstanceOf(QrSignIn.Change.class);
        assertThat(poll(virginia, challenge)).get().isInstanceOf(Redeemable.class);
    }

    @Test
    void requiresSecretToPoll() {
        QrChallenge challenge = beginAndApprove();

        assertThat(ireland.poll(challenge.id(), challenge.id().name())).isEmpty();
        assertThat(ireland.poll(challenge.id(), challenge.code().formatted())).isEmpty();
        assertThat(poll(ireland, challenge)).get().isInstanceOf(Redeemable.class);
    }

    @Test
    void ignoresIntervalOfPollsWithWrongSecret() {
        QrChallenge challenge = begin();

        ireland.poll(challenge.id(), "x");

        assertThat(poll(ireland, challenge)).contains(new QrSignIn.Pending());
        assertThat(poll(ireland, challenge)).contains(new QrSignIn.TooFast());
    }

    @Test
    void acceptsOneOfTwoConcurrentPolls() {
        QrChallenge challenge = begin();
        irelandTables().beforeUpdate(() -> poll(virginia, challenge));

        assertThat(poll(ireland, challenge)).contains(new QrSignIn.TooFast());
    }

    @Test
    void issuesOneSessionForConcurrentRedemptions() {
        QrChallenge challenge = beginAndApprove();
        List<RedeemResult> concurrent = new ArrayList<>();
        irelandTables().beforeUpdate(() -> concurrent.add(redeem(virginia, challenge)));

        assertThat(redeem(ireland, challenge)).isInstanceOf(RedeemResult.TooFast.class);
        assertThat(concurrent.getFirst()).isInstanceOf(RedeemResult.Issued.class);
        assertThat(liveSessions()).isOne();
    }

    @Test
    void issuesOneSessionForConcurrentRetries() {
        QrChallenge challenge = beginAndApprove();
        redeem(ireland, challenge);
        world.clock.advance(Duration.ofSeconds(2));
        List<RedeemResult> late = new ArrayList<>();
        irelandTables().beforeUpdate(() -> late.add(redeem(virginia, challenge)));

        assertThat(redeem(ireland, challenge)).isInstanceOf(RedeemResult.Issued.class);

        assertThat(late).containsExactly(new RedeemResult.Expired());
        assertThat(liveSessions()).isOne();
    }

    @Test
    void endsReplacedSessionThatIsRefreshedMeanwhile() {
        QrChallenge challenge = beginAndApprove();
        IssuedTokens first = issued(redeem(ireland, challenge));
        world.clock.advance(Duration.ofSeconds(2));
        String body = ApiWorld.body("refresh_token", first.refreshToken());
        world.dynamo(Region.IRELAND)
                .interleave(
                        "TransactWriteItems",
                        1,
                        () -> world.in(Region.IRELAND).send("POST", "/auth/refresh", "", body));

        issued(redeem(ireland, challenge));

        assertThat(liveSessions()).isOne();
    }

    @Test
    void doesNotReplaceEndedSession() {
        QrChallenge challenge = beginAndApprove();
        FamilyId first = issued(redeem(ireland, challenge)).family();
        world.clock.advance(Duration.ofSeconds(2));
        world.in(Region.VIRGINIA).sessions().end(first);

        assertThat(redeem(ireland, challenge)).isEqualTo(new RedeemResult.Expired());
        assertThat(liveSessions()).isZero();
    }

    @Test
    void issuesStoredSessionAfterLostWriteResponse() {
        QrChallenge challenge = beginAndApprove();
        world.dynamo(Region.IRELAND).loseResponse("UpdateItem", 1);

        assertThat(redeem(ireland, challenge)).isInstanceOf(RedeemResult.Issued.class);
        assertThat(liveSessions()).isOne();
    }

    @Test
    void endsSessionThatCannotBeStored() {
        QrChallenge challenge = beginAndApprove();
        world.dynamo(Region.IRELAND).failUnsent("UpdateItem", 1);

        assertThatThrownBy(() -> redeem(ireland, challenge))
                .isInstanceOf(DatabaseUnavailableException.class);
        assertThat(liveSessions()).isZero();

        assertThat(redeem(ireland, challenge)).isInstanceOf(RedeemResult.Issued.class);
        assertThat(liveSessions()).isOne();
    }

    @Test
    void endsSessionWithUnknownWriteOutcome() {
        QrChallenge challenge = beginAndApprove();
        Polled polled = ireland.poll(challenge.id(), challenge.secret()).orElseThrow();
        world.dynamo(Region.IRELAND).loseResponse("UpdateItem", 1).failUnsent("GetItem", 1);

        assertThatThrownBy(() -> ireland.redeem(polled, (Redeemable) polled.result()))
                .isInstanceOf(DatabaseUnavailableException.class);
        assertThat(liveSessions()).isZero();
    }

    @Test
    void refusesAccountDeletedBeforeReplication() {
        QrChallenge challenge = beginAndApprove();
        world.send("DELETE", "/me", anna, ApiWorld.body("password", ApiWorld.PASSWORD));

        assertThat(poll(ireland, challenge)).contains(new QrSignIn.Denied());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void keepsFirstOfConcurrentDecisions(boolean approve) {
        QrChallenge challenge = begin();
        String code = challenge.id().text();
        irelandTables().beforeUpdate(() -> virginia.decide(code, bob, true));

        assertThat(decide(ireland, code, anna, approve)).isEqualTo(new QrSignIn.Conflicting());
        redeem(ireland, challenge);
        assertThat(sessions(bob)).hasSize(1);
        assertThat(sessions(anna)).isEmpty();
    }

    @Test
    void recognizesRetriedApprovalAfterLostResponse() {
        QrChallenge challenge = begin();
        String code = challenge.id().text();
        irelandTables().beforeUpdate(() -> ireland.decide(code, anna, true));

        assertThat(decide(ireland, code, anna, true)).isEqualTo(new QrSignIn.Stored());
    }

    @Test
    void keepsDenialFinal() {
        QrChallenge challenge = begin();
        ireland.decide(challenge.code().formatted(), anna, false);

        assertThat(poll(ireland, challenge)).contains(new QrSignIn.Denied());
        assertThat(decide(ireland, challenge.id().text(), anna, true))
                .isEqualTo(new QrSignIn.Conflicting());
    }

    @Test
    void refusesDecisionAfterTwoMinutes() {
        QrChallenge challenge = begin();
        world.clock.advance(Duration.ofSeconds(118));

        assertThat(decide(ireland, challenge.id().text(), anna, true))
                .isEqualTo(new QrSignIn.TooLate());
        assertThat(poll(ireland, challenge)).contains(new QrSignIn.Expired());
    }

    @Test
    void deniesApprovalRevokedBeforeRedemption() {
        QrChallenge challenge = begin();
        ireland.decide(challenge.id().text(), anna, true);
        world.clock.advance(Duration.ofMillis(1));
        world.in(Region.VIRGINIA).sessions().endAll(anna);

        assertThat(poll(ireland, challenge)).contains(new QrSignIn.Denied());
    }

    @Test
    void findsNothingForUnknownCodes() {
        for (String typed : List.of("test-token", "", "eu." + "A".repeat(22), "VBCD-FGHJ")) {
            assertThat(ireland.decide(typed, anna, true)).isEmpty();
            assertThat(ireland.find(typed)).isEmpty();
        }
    }
}
