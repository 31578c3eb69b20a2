package com.ieltsaiprep.api.platform.ratelimit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.ItemWrite;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.dynamo.TestDynamo;
import com.ieltsaiprep.api.platform.http.Problem;
import com.ieltsaiprep.api.platform.http.ProblemException;
import com.ieltsaiprep.api.platform.http.ProblemType;
import com.ieltsaiprep.api.platform.http.Requests;
import com.ieltsaiprep.api.testing.FaultInjectingDynamo;
import com.ieltsaiprep.api.testing.FaultInjectingDynamo.Call;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.api.testing.TestClock;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class RateLimiterIT {
    @RegisterExtension private static final LocalDynamoDb DYNAMO = new LocalDynamoDb();

    private static final RateLimitRule RULE = RateLimitRule.SIGN_IN_ACCOUNT_NETWORK;
    private static final RateLimitRule OTHER_RULE = RateLimitRule.SIGN_IN_ACCOUNT;
    private static final String COUNT = "UpdateItem";

    private final TestClock clock = new TestClock(Instant.parse("2026-11-20T14:10:00Z"));
    private final FaultInjectingDynamo faults =
            new FaultInjectingDynamo(DYNAMO.client(Region.IRELAND));
    private final RegionalDynamo dynamo = TestDynamo.in(Region.IRELAND, DYNAMO, faults);
    private final List<RateLimitRule> uncounted = Collections.synchronizedList(new ArrayList<>());
    private final RateLimiter rateLimiter = new RateLimiter(dynamo, clock, uncounted::add);

    /** Unique in floodedSubject test: all share a table. */
    private final String subject = UUID.randomUUID() + "@example.com 192.0.2.7";

    private Map<String, AttributeValue> lastKey() {
        return faults.calls().reversed().stream()
                .map(Call::request)
                .filter(UpdateItemRequest.class::isInstance)
                .map(request -> ((UpdateItemRequest) request).key())
                .findFirst()
                .orElseThrow();
    }

    /** Charges once, and overwrites the count, which is faster than repeated charges. */
    private void charge(RateLimitRule rule, int count) {
        rateLimiter.charge(rule, subject);
        dynamo.own(Table.SESSIONS)
                .write(
                        ItemWrite.update(lastKey(), "SET hits = :count")
                                .with(":count", Attributes.number(count)));
    }

    private void exhaust() {
        charge(RULE, RULE.limit());
    }

    private Problem refusal(ThrowingCallable call) {
        Problem problem = catchThrowableOfType(ProblemException.class, call).problem();
        assertThat(problem.type()).isEqualTo(ProblemType.TOO_MANY_REQUESTS);
        return problem;
    }

    private Problem refusal() {
        return refusal(() -> rateLimiter.charge(RULE, subject));
    }

    private void assertBlocked() {
        refusal(() -> rateLimiter.requireNotBlocked(RULE, subject));
    }

    private void assertNotBlocked() {
        rateLimiter.requireNotBlocked(RULE, subject);
    }

    private long count() {
        return Attributes.number(dynamo.own(Table.SESSIONS).get(lastKey()).orElseThrow(), "hits");
    }

    @ParameterizedTest
    @EnumSource
    void allowsAttemptsUpToLimit(RateLimitRule rule) {
        charge(rule, rule.limit() - 1);

        rateLimiter.charge(rule, subject);

        refusal(() -> rateLimiter.charge(rule, subject));
    }

    @Test
    void allowsAttemptsInNextWindow() {
        exhaust();
        clock.advance(Duration.ofMillis(1));
        assertThat(refusal().headers()).containsEntry("Retry-After", "300");
        clock.advance(Duration.ofMinutes(5).minusMillis(2));
        refusal();

        clock.advance(Duration.ofMillis(1));
        rateLimiter.charge(RULE, subject);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void countsSubjectsAndRulesSeparately() {
        exhaust();

        rateLimiter.charge(RULE, "of another " + subject);
        rateLimiter.charge(OTHER_RULE, subject);
    }

    @Test
    void doesNotWriteForBlockedKey() {
        exhaust();
        assertNotBlocked();
        refusal();
        faults.reset();

        refusal();
        assertBlocked();

        assertThat(faults.calls()).isEmpty();
    }

    @Test
    void blocksKeyForTenSeconds() {
        exhaust();
        refusal();

        clock.advance(Duration.ofSeconds(10).minusMillis(1));
        assertBlocked();
        clock.advance(Duration.ofMillis(1));
        assertNotBlocked();
        assertThat(refusal().headers()).containsEntry("Retry-After", "290");
        assertBlocked();
    }

    @Test
    void allowsAttemptThatAnotherProcessRefunds() {
        charge(RULE, RULE.limit() - 1);
        RateLimitCharge charge =
                new RateLimiter(dynamo, clock, uncounted::add).charge(RULE, subject);
        refusal();

        charge.refund();

        clock.advance(Duration.ofSeconds(10));
        rateLimiter.charge(RULE, subject);
    }

    @Test
    void cachesAtMostOneThousandBlockedKeys() {
        RateLimiter floodedLimiter =
                new RateLimiter(
                        TestDynamo.in(Region.IRELAND, DYNAMO, _ -> new ExhaustedCounters()),
                        clock,
                        uncounted::add);
        for (int i = 1; i <= 1_001; i++) {
            String floodedSubject = "subject " + i;
            refusal(() -> floodedLimiter.charge(RULE, floodedSubject));
        }

        refusal(() -> floodedLimiter.requireNotBlocked(RULE, "subject 1000"));
        floodedLimiter.requireNotBlocked(RULE, "subject 1001");
    }

    /** Fake counters above every limit. */
    private static final class ExhaustedCounters implements DynamoDbClient {
        @Override
        public UpdateItemResponse updateItem(UpdateItemRequest request) {
            throw ConditionalCheckFailedException.builder().build();
        }

        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {}
    }

    @Test
    void countsInOwnRegionUnderHashedKeysThatExpire() {
        rateLimiter.charge(RULE, subject);

        assertThat(Attributes.text(lastKey(), "session_id"))
                .matches("limit#eu#sign_in_account_network#[0-9a-f]{32}#\\d+");
        assertThat(dynamo.own(Table.SESSIONS).get(lastKey()).orElseThrow())
                .containsEntry(
                        "expires_at", Attributes.seconds(Instant.parse("2026-11-20T14:15:00Z")));
        assertThat(dynamo.home(Table.SESSIONS).get(lastKey())).isEmpty();
    }

    @Test
    void allowsAndReportsAttemptsWhileDynamoDbIsUnavailable() {
        exhaust();
        faults.throttle(COUNT, 1).failUnsent(COUNT, 2);

        rateLimiter.charge(RULE, subject).refund();
        rateLimiter.charge(RULE, subject);

        assertThat(uncounted).containsExactly(RULE, RULE);
        assertThat(faults.operations()).endsWith(COUNT, COUNT);
        refusal();
    }

    @Test
    void doesNotRefundBelowZeroOrAfterExpiry() {
        RateLimitCharge charge = rateLimiter.charge(RULE, subject);
        rateLimiter.charge(RULE, subject);
        faults.throttle(COUNT, 1);
        charge.refund();
        assertThat(count()).as("lost while DynamoDB is unavailable").isEqualTo(2);
        charge.refund();
        assertThat(count()).isEqualTo(1);

        charge.refund();
        charge.refund();
        assertThat(count()).isZero();

        dynamo.own(Table.SESSIONS).write(ItemWrite.delete(lastKey()));
        charge.refund();
        assertThat(dynamo.own(Table.SESSIONS).get(lastKey())).isEmpty();
    }

    @Test
    void refundsWindowOfCharge() {
        RateLimitCharge charge = rateLimiter.charge(RULE, subject);
        clock.advance(RULE.window());
        exhaust();

        charge.refund();

        refusal();
    }

    @Test
    void allowsAnotherAttemptOnRefund() {
        charge(RULE, RULE.limit() - 1);
        RateLimitCharge charge = rateLimiter.charge(RULE, subject);
        refusal();

        charge.refund();

        assertNotBlocked();
        rateLimiter.charge(RULE, subject);
        refusal();
    }

    private static void failWork(RateLimitCharge charge, RuntimeException failure) {
        assertThatThrownBy(
                        () ->
                                charge.refundOnFailure(
                                        () -> {
                                            throw failure;
                                        }))
                .isSameAs(failure);
    }

    @Test
    void refundsAllChargesOnFailure() {
        RateLimitCharge charge = rateLimiter.charge(RULE, subject, OTHER_RULE, subject);
        List<Map<String, AttributeValue>> keys =
                faults.calls().stream()
                        .map(call -> ((UpdateItemRequest) call.request()).key())
                        .toList();

        failWork(charge, new IllegalStateException("unavailable"));

        assertThat(keys)
                .hasSize(2)
                .allSatisfy(
                        key ->
                                assertThat(dynamo.own(Table.SESSIONS).get(key).orElseThrow())
                                        .containsEntry("hits", Attributes.number(0)));
    }

    @Test
    void keepsChargeOnSuccessOrRefusal() {
        assertThat(rateLimiter.charge(RULE, subject).refundOnFailure(() -> "result"))
                .isEqualTo("result");
        assertThat(count()).isEqualTo(1);

        RateLimitCharge charge = rateLimiter.charge(RULE, subject);
        failWork(charge, Problem.of(ProblemType.CREDENTIALS_INVALID, "wrong").exception());
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void chargesTwoRules() {
        charge(RULE, RULE.limit() - 1);
        charge(OTHER_RULE, OTHER_RULE.limit() - 1);

        rateLimiter.charge(RULE, subject, OTHER_RULE, subject);

        refusal();
        refusal(() -> rateLimiter.charge(OTHER_RULE, subject));
    }

    @Test
    void refusesAttemptOverEitherLimit() {
        exhaust();

        assertThat(refusal(() -> rateLimiter.charge(OTHER_RULE, subject, RULE, subject)).headers())
                .containsEntry("Retry-After", "300");
        assertBlocked();
        rateLimiter.requireNotBlocked(OTHER_RULE, subject);

        charge(OTHER_RULE, OTHER_RULE.limit());
        assertThat(
                        refusal(() -> rateLimiter.charge(OTHER_RULE, subject, RULE, "another"))
                                .headers())
                .containsEntry("Retry-After", "3000");
    }

    @Test
    void countsRefusedAttemptByNeitherRule() {
        exhaust();

        refusal(() -> rateLimiter.charge(OTHER_RULE, subject, RULE, subject));
        faults.reset();
        refusal(() -> rateLimiter.charge(OTHER_RULE, subject, RULE, subject));
        refusal(() -> rateLimiter.charge(RULE, subject, OTHER_RULE, subject));
        assertThat(faults.calls()).as("for a blocked key").isEmpty();
        clock.advance(Duration.ofSeconds(10));
        refusal(() -> rateLimiter.charge(RULE, subject, OTHER_RULE, subject));

        rateLimiter.charge(OTHER_RULE, subject);
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void refundsOnlyCountedRules() {
        faults.throttle(COUNT, 1);

        rateLimiter.charge(RULE, subject, RULE, subject).refund();

        assertThat(uncounted).containsExactly(RULE);
        assertThat(count()).isZero();
    }

    @Test
    void remembersKnownNetworkForOneMonth() {
        rateLimiter.markKnown(subject);
        assertThat(((PutItemRequest) faults.calls().getLast().request()).item())
                .satisfies(
                        item ->
                                assertThat(Attributes.text(item, "session_id"))
                                        .matches("known#[0-9a-f]{32}"));

        clock.advance(RateLimiter.KNOWN.minusSeconds(1));
        assertThat(rateLimiter.isKnown(subject)).isTrue();
        assertThat(rateLimiter.isKnown("of another " + subject)).isFalse();

        clock.advance(Duration.ofSeconds(1));
        assertThat(rateLimiter.isKnown(subject)).isFalse();
    }

    @Test
    void treatsNetworkAsUnknownWhileDynamoDbIsUnavailable() {
        faults.throttle("PutItem", 1);
        rateLimiter.markKnown(subject);
        assertThat(rateLimiter.isKnown(subject)).isFalse();

        rateLimiter.markKnown(subject);
        faults.throttle("GetItem", 1);
        assertThat(rateLimiter.isKnown(subject)).isFalse();
        assertThat(rateLimiter.isKnown(subject)).isTrue();
    }

    @Test
    void derivesSubjectFromNetwork() {
        assertThat(RateLimiter.network(Requests.of("GET", "/health"))).isEqualTo("203.0.113.7");
    }
}
