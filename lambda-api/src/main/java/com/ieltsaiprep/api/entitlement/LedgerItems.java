package com.ieltsaiprep.api.entitlement;

import com.ieltsaiprep.api.entitlement.Ledger.Entry;
import com.ieltsaiprep.api.entitlement.Ledger.Grant;
import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.common.ExamModule;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Lines of the ledger as items of the table of purchases. */
public final class LedgerItems {
    static final String ENTITLEMENT = "entitlement#";

    private LedgerItems() {}

    static String entitlement(ExamModule module) {
        return ENTITLEMENT + module.id();
    }

    static String attempt(String sessionId) {
        return "attempt#" + sessionId;
    }

    /** How many attempts are left in a module. */
    record Left(ExamModule module, int attempts) {}

    /** Of an item that says so; empty if there is no such module any more. */
    static Optional<Left> left(Map<String, AttributeValue> entitlement) {
        return ExamModule.of(
                        Attributes.text(entitlement, "entry_id").substring(ENTITLEMENT.length()))
                .map(module -> new Left(module, (int) Attributes.number(entitlement, "attempts")));
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
                "key_hash", Attributes.text(attempt.keyHash()));
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

    static String name(Attempt.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    static Map<String, AttributeValue> of(String userId, Grant grant) {
        return Map.of(
                "user_id", Attributes.text(userId),
                "entry_id", Attributes.text("grant#" + grant.id()),
                "module", Attributes.text(grant.module().id()),
                "granted", Attributes.number(grant.attempts()),
                "reason", Attributes.text(grant.reason()),
                "granted_at", Attributes.millis(grant.at()));
    }

    /** Every field that is a text or a number, but for keys. */
    static Entry entry(Map<String, AttributeValue> item) {
        Map<String, String> fields = new TreeMap<>();
        item.forEach(
                (name, value) ->
                        Optional.ofNullable(value.s())
                                .or(() -> Optional.ofNullable(value.n()))
                                .ifPresent(text -> fields.put(name, text)));
        fields.remove("user_id");
        fields.remove("key_hash");
        String id = Attributes.text(item, "entry_id");
        fields.remove("entry_id");
        return new Entry(id, fields);
    }
}
