package com.ieltsaiprep.api.entitlement;

import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.Region;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Item mapping of the ledger in the table of purchases: entitlements, attempts and grants. */
final class LedgerItems {
    static final String ENTITLEMENT = "entitlement#";

    private LedgerItems() {}

    static String entitlement(ExamModule module) {
        return ENTITLEMENT + module.id();
    }

    static String attempt(String sessionId) {
        return "attempt#" + sessionId;
    }

    /** Attempts left in a module. */
    record Balance(ExamModule module, int attempts) {}

    /** Reads the balance of an entitlement; empty if its module does not exist any more. */
    static Optional<Balance> balance(Map<String, AttributeValue> entitlement) {
        return ExamModule.of(
                        Attributes.text(entitlement, "entry_id").substring(ENTITLEMENT.length()))
                .map(
                        module ->
                                new Balance(
                                        module, (int) Attributes.number(entitlement, "attempts")));
    }

    static Map<String, AttributeValue> key(String userId, String entry) {
        return Map.of("user_id", Attributes.text(userId), "entry_id", Attributes.text(entry));
    }

    static Map<String, AttributeValue> of(String userId, Attempt attempt) {
        return Map.of(
                "user_id", Attributes.text(userId),
                "entry_id", Attributes.text(attempt(attempt.sessionId())),
                "session_id", Attributes.text(attempt.sessionId()),
                "module", Attributes.text(attempt.module().id()),
                "attempt_state", Attributes.text(name(attempt.state())),
                "test", Attributes.number(attempt.test()),
                "begun_at", Attributes.millis(attempt.begunAt()),
                "key_hash", Attributes.text(attempt.idempotencyKeyHash()));
    }

    static Attempt attempt(Map<String, AttributeValue> item) {
        return new Attempt(
                Attributes.text(item, "session_id"),
                ExamModule.of(Attributes.text(item, "module"))
                        .orElseThrow(() -> new IllegalStateException("not a module")),
                Attempt.State.valueOf(
                        Attributes.text(item, "attempt_state").toUpperCase(Locale.ROOT)),
                (int) Attributes.number(item, "test"),
                Attributes.millis(item, "begun_at"),
                Attributes.text(item, "key_hash"));
    }

    static Map<String, AttributeValue> of(
            String userId, WritingAttempt attempt, String idempotencyKeyHash) {
        Map<String, AttributeValue> item =
                new HashMap<>(
                        of(
                                userId,
                                new Attempt(
                                        attempt.assessmentId(),
                                        attempt.module(),
                                        Attempt.State.valueOf(attempt.state().name()),
                                        1,
                                        attempt.claimedAt(),
                                        idempotencyKeyHash)));
        item.put("region", Attributes.text(attempt.region().code()));
        item.put("text_hash", Attributes.text(attempt.textHash()));
        item.put("marking_id", Attributes.text(attempt.markingId()));
        return item;
    }

    /** Reads an attempt at a writing test; empty if it is one at a speaking test. */
    static Optional<WritingAttempt> writingAttempt(Map<String, AttributeValue> item) {
        return Attributes.maybeText(item, "marking_id")
                .map(
                        markingId -> {
                            Attempt attempt = attempt(item);
                            return new WritingAttempt(
                                    attempt.sessionId(),
                                    attempt.module(),
                                    Region.ofCode(Attributes.text(item, "region")).orElseThrow(),
                                    Attributes.text(item, "text_hash"),
                                    WritingAttempt.State.valueOf(attempt.state().name()),
                                    markingId,
                                    attempt.begunAt());
                        });
    }

    static String idempotencyKey(String keyHash) {
        return "idempotency#" + keyHash;
    }

    static Map<String, AttributeValue> idempotencyKey(
            String userId, String keyHash, String assessmentId) {
        return Map.of(
                "user_id", Attributes.text(userId),
                "entry_id", Attributes.text(idempotencyKey(keyHash)),
                "assessment_id", Attributes.text(assessmentId));
    }

    static String name(Enum<?> state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static Map<String, AttributeValue> of(String userId, AttemptGrant grant) {
        return Map.of(
                "user_id", Attributes.text(userId),
                "entry_id", Attributes.text("grant#" + grant.id()),
                "module", Attributes.text(grant.module().id()),
                "granted", Attributes.number(grant.attempts()),
                "reason", Attributes.text(grant.reason()),
                "granted_at", Attributes.millis(grant.at()));
    }

    static String id(Map<String, AttributeValue> item) {
        return Attributes.text(item, "entry_id");
    }

    /** Reads all attributes of an entry that are strings or numbers, without keys and hashes. */
    static Map<String, String> attributes(Map<String, AttributeValue> item) {
        Map<String, String> attributes = new TreeMap<>();
        item.forEach(
                (name, value) ->
                        Optional.ofNullable(value.s())
                                .or(() -> Optional.ofNullable(value.n()))
                                .ifPresent(text -> attributes.put(name, text)));
        attributes.keySet().removeAll(Set.of("user_id", "key_hash", "text_hash", "entry_id"));
        return attributes;
    }
}
