package com.ieltsaiprep.api.session;

import static com.ieltsaiprep.api.platform.ratelimit.RateLimitRule.MAIL_ACCOUNT;
import static com.ieltsaiprep.api.platform.ratelimit.RateLimitRule.MAIL_ACCOUNT_NETWORK;
import static com.ieltsaiprep.api.platform.ratelimit.RateLimitRule.MAIL_NETWORK;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.platform.http.ProblemException;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.http.Request;
import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.platform.ratelimit.RateLimitCharge;
import com.ieltsaiprep.api.testing.ApiWorld;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.common.Region;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import java.util.ArrayList;
import java.util.List;

/** Rate limits of requests by network, account and both. */
final class RequestGuardIT {
    private static final EmailAddress AN = EmailAddress.parse("an@example.com").orElseThrow();
    private static final EmailAddress BINH = EmailAddress.parse("binh@example.com").orElseThrow();
    private static final String HOME = "198.51.100.7";
    private static final String OTHER = "203.0.113.8";

    @RegisterExtension private final LocalDynamoDb dynamo = new LocalDynamoDb();
    private final ApiWorld world = new ApiWorld(dynamo);
    private final RequestGuard guard = world.in(Region.VIRGINIA).guard();

    @Test
    void knowsNetworkOfAnAccountAfterItWasMarked() {
        assertThat(guard.isKnownNetwork(AN, from(HOME))).isFalse();

        guard.markKnownNetwork(AN, from(HOME));

        assertThat(guard.isKnownNetwork(AN, from(HOME))).isTrue();
        assertThat(guard.isKnownNetwork(AN, from(OTHER))).isFalse();
        assertThat(guard.isKnownNetwork(BINH, from(HOME))).isFalse();
    }

    @Test
    void limitsNetwork() {
        for (int i = 0; i < MAIL_NETWORK.limit(); i++) {
            guard.requireNotBlocked(MAIL_NETWORK, from(HOME));
            guard.charge(MAIL_NETWORK, from(HOME));
        }

        assertRefused(() -> guard.charge(MAIL_NETWORK, from(HOME)));
        assertRefused(() -> guard.requireNotBlocked(MAIL_NETWORK, from(HOME)));
        guard.charge(MAIL_NETWORK, from(OTHER));
        guard.requireNotBlocked(MAIL_NETWORK, from(OTHER));
    }

    @Test
    void limitsPairOfAccountAndNetwork() {
        for (int i = 0; i < MAIL_ACCOUNT_NETWORK.limit(); i++) {
            charge(AN, HOME);
        }

        assertRefused(() -> charge(AN, HOME));
        charge(AN, OTHER);
        charge(BINH, HOME);
    }

    @Test
    void refundsNetworkAndPair() {
        for (int i = 0; i <= MAIL_ACCOUNT_NETWORK.limit(); i++) {
            guard.charge(MAIL_NETWORK, MAIL_ACCOUNT_NETWORK, AN, from(HOME)).refund();
        }
    }

    @Test
    void limitsEmailsOfAnAccountFromUnknownNetworksOnly() {
        guard.markKnownNetwork(AN, from(HOME));
        for (int i = 0; i < MAIL_ACCOUNT.limit(); i++) {
            guard.chargeEmail(MAIL_ACCOUNT_NETWORK, AN, from("203.0.113." + i));
        }

        assertRefused(() -> guard.chargeEmail(MAIL_ACCOUNT_NETWORK, AN, from("203.0.113.99")));
        guard.chargeEmail(MAIL_ACCOUNT_NETWORK, AN, from(HOME));
        guard.chargeEmail(MAIL_ACCOUNT_NETWORK, BINH, from("203.0.113.99"));
    }

    @Test
    void doesNotCountEmailsForThePairThatTheLimitOfTheMailboxRefuses() {
        List<RateLimitCharge> charges = new ArrayList<>();
        for (int i = 0; i < MAIL_ACCOUNT.limit(); i++) {
            charges.add(guard.chargeEmail(MAIL_ACCOUNT_NETWORK, AN, from("203.0.113." + i)));
        }
        for (int i = 0; i < MAIL_ACCOUNT_NETWORK.limit(); i++) {
            assertRefused(() -> guard.chargeEmail(MAIL_ACCOUNT_NETWORK, AN, from(HOME)));
        }

        charges.getFirst().refund();

        guard.chargeEmail(MAIL_ACCOUNT_NETWORK, AN, from(HOME));
    }

    private void charge(EmailAddress email, String network) {
        guard.charge(MAIL_NETWORK, MAIL_ACCOUNT_NETWORK, email, from(network));
    }

    private Request from(String address) {
        world.address = address;
        return world.in(Region.VIRGINIA).request("POST", "/", "", "");
    }

    private static void assertRefused(ThrowingCallable action) {
        assertThatThrownBy(action)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e ->
                                assertThat(e.problem().type())
                                        .isEqualTo(ProblemType.TOO_MANY_REQUESTS));
    }
}
