package com.ieltsaiprep.api.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.platform.secret.OneTimeCode;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.api.qr.QrSignIn.Challenge;
import com.ieltsaiprep.api.session.FamilyId;
import com.ieltsaiprep.common.Region;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.Optional;

class QrSignInTest {
    private static final Instant T0 = Instant.parse("2026-01-01T00:00:00Z");
    private static final Challenge CHALLENGE =
            new Challenge(
                    new UserCode(new OneTimeCode("VBCDFGHJ")),
                    TokenGenerator.hash("secret"),
                    "Chrome on Mac",
                    "Nepal",
                    T0);

    private static final QrState APPROVED = new QrState.Approved("a", at(1));
    private static final FamilyId FAMILY = new FamilyId(Region.IRELAND, "A".repeat(22));
    private static final QrState USED = new QrState.Used("a", at(1), at(2), FAMILY);

    private static QrSignIn in(QrState state) {
        return new QrSignIn(CHALLENGE, state, T0);
    }

    private static Instant at(long seconds) {
        return T0.plusSeconds(seconds);
    }

    @Test
    void expiresAfterTwoMinutes() {
        QrSignIn pending = in(new QrState.Pending());

        assertThat(pending.poll(at(119))).isEqualTo(new QrSignIn.Pending());
        assertThat(pending.poll(at(120))).isEqualTo(new QrSignIn.Expired());
        assertThat(pending.isOpen(at(119))).isTrue();
        assertThat(pending.isOpen(at(120))).isFalse();
    }

    @Test
    void limitsPollingInterval() {
        QrSignIn pending = in(new QrState.Pending());

        assertThat(pending.poll(T0.plusMillis(1_499))).isEqualTo(new QrSignIn.TooFast());
        assertThat(pending.poll(T0.plusMillis(1_500))).isEqualTo(new QrSignIn.Pending());
    }

    @Test
    void returnsDecisionWithoutInterval() {
        assertThat(in(APPROVED).poll(T0))
                .isEqualTo(new QrSignIn.Redeemable("a", at(1), T0, Optional.empty()));
        assertThat(in(new QrState.Denied("a")).poll(T0)).isEqualTo(new QrSignIn.Denied());
    }

    @Test
    void allowsRedemptionAfterApprovalInLastSecond() {
        QrSignIn approved = in(APPROVED);

        assertThat(approved.poll(at(149))).isInstanceOf(QrSignIn.Redeemable.class);
        assertThat(approved.poll(at(150))).isEqualTo(new QrSignIn.Expired());
    }

    @Test
    void allowsRepeatedRedemptionForThirtySeconds() {
        QrSignIn used = new QrSignIn(CHALLENGE, USED, at(2));

        assertThat(used.poll(at(3))).isEqualTo(new QrSignIn.TooFast());
        assertThat(used.poll(at(4)))
                .isEqualTo(new QrSignIn.Redeemable("a", at(1), at(2), Optional.of(FAMILY)));
        assertThat(used.poll(at(32).minusMillis(1))).isInstanceOf(QrSignIn.Redeemable.class);
        assertThat(used.poll(at(32))).isEqualTo(new QrSignIn.Expired());
    }

    @Test
    void acceptsOneDecision() {
        QrSignIn pending = in(new QrState.Pending());

        assertThat(pending.decide("a", true, at(119)))
                .isEqualTo(new QrSignIn.Change(new QrState.Approved("a", at(119))));
        assertThat(pending.decide("a", false, at(119)))
                .isEqualTo(new QrSignIn.Change(new QrState.Denied("a")));
        assertThat(pending.decide("a", true, at(120))).isEqualTo(new QrSignIn.TooLate());
    }

    @Test
    void recognizesStoredApproval() {
        assertThat(in(APPROVED).decide("a", true, at(1))).isEqualTo(new QrSignIn.Stored());
        assertThat(in(USED).decide("a", true, at(1))).isEqualTo(new QrSignIn.Stored());
        assertThat(in(APPROVED).decide("b", true, at(1))).isEqualTo(new QrSignIn.Conflicting());
    }

    @Test
    void acceptsRepeatedDecisionAndRefusesConflictingOne() {
        QrSignIn approved = in(APPROVED);
        QrSignIn used = in(USED);
        QrSignIn denied = in(new QrState.Denied("a"));

        assertThat(approved.decide("a", true, at(2))).isEqualTo(new QrSignIn.Repeated());
        assertThat(used.decide("a", true, at(2))).isEqualTo(new QrSignIn.Repeated());
        assertThat(denied.decide("a", false, at(1))).isEqualTo(new QrSignIn.Repeated());
        assertThat(approved.decide("b", true, at(1))).isEqualTo(new QrSignIn.Conflicting());
        assertThat(approved.decide("a", false, at(1))).isEqualTo(new QrSignIn.Conflicting());
        assertThat(used.decide("b", true, at(1))).isEqualTo(new QrSignIn.Conflicting());
        assertThat(denied.decide("a", true, at(1))).isEqualTo(new QrSignIn.Conflicting());
    }

    @Test
    void requiresSecretOfBrowser() {
        assertThat(in(new QrState.Pending()).hasSecret("secret")).isTrue();
        assertThat(in(new QrState.Pending()).hasSecret("Secret")).isFalse();
    }

    @Test
    void omitsSecretsFromToString() {
        assertThat(in(new QrState.Pending()).toString())
                .doesNotContain(CHALLENGE.secretHash())
                .doesNotContain("VBCD")
                .doesNotContain("Nepal");
    }
}
