package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Map;
import java.util.stream.Stream;

/** Item mapping of sessions and access tokens in the table of sessions. */
final class SessionItems {
    /** The optimistic lock of a session: its version is still {@code :version}. */
    static final String SAME_VERSION = "change_count = :version";

    private static final String KEY = Table.SESSIONS.hashKey();
    private static final String FAMILY = "family#";
    private static final String ACCESS = "access#";

    private SessionItems() {}

    static Map<String, AttributeValue> key(FamilyId id) {
        return Map.of(KEY, Attributes.text(FAMILY + id));
    }

    static Map<String, AttributeValue> grantKey(String hash) {
        return Map.of(KEY, Attributes.text(ACCESS + hash));
    }

    static String key(Map<String, AttributeValue> item) {
        return Attributes.text(item, KEY);
    }

    /** Returns the hash of the access token that has this key; empty for the key of a session. */
    static Stream<String> grantHash(String key) {
        return key.startsWith(ACCESS) ? Stream.of(key.substring(ACCESS.length())) : Stream.empty();
    }

    static boolean isFamily(Map<String, AttributeValue> item) {
        return key(item).startsWith(FAMILY);
    }

    static Map<String, AttributeValue> of(TokenFamily family) {
        SignIn signIn = family.signIn();
        return Map.ofEntries(
                Map.entry(KEY, Attributes.text(FAMILY + signIn.id())),
                Map.entry("user_id", Attributes.text(signIn.userId())),
                Map.entry("device", Attributes.text(signIn.device())),
                Map.entry("signed_in_at", Attributes.millis(signIn.at())),
                Map.entry("current", Attributes.texts(family.current())),
                Map.entry("previous", Attributes.texts(family.previous().stream().toList())),
                Map.entry("rotated_at", Attributes.millis(family.rotatedAt())),
                Map.entry("access", Attributes.texts(family.access())),
                Map.entry("change_count", Attributes.number(family.version())),
                Map.entry(Table.EXPIRES_AT, Attributes.seconds(family.expiresAt())));
    }

    static TokenFamily family(Map<String, AttributeValue> item) {
        FamilyId id =
                FamilyId.parse(key(item).substring(FAMILY.length()))
                        .orElseThrow(() -> new IllegalStateException("not a family's key"));
        return new TokenFamily(
                new SignIn(
                        id,
                        Attributes.text(item, "user_id"),
                        Attributes.text(item, "device"),
                        Attributes.millis(item, "signed_in_at")),
                Attributes.texts(item, "current"),
                Attributes.texts(item, "previous").stream().findFirst(),
                Attributes.millis(item, "rotated_at"),
                Attributes.texts(item, "access"),
                Attributes.number(item, "change_count"));
    }

    static Map<String, AttributeValue> of(String hash, AccessGrant grant) {
        return Map.of(
                KEY,
                Attributes.text(ACCESS + hash),
                "user_id",
                Attributes.text(grant.userId()),
                "family_id",
                Attributes.text(grant.family().toString()),
                "signed_in_at",
                Attributes.millis(grant.signedInAt()),
                Table.EXPIRES_AT,
                Attributes.seconds(grant.expiresAt()));
    }

    static AccessGrant grant(Map<String, AttributeValue> item) {
        return new AccessGrant(
                Attributes.text(item, "user_id"),
                FamilyId.parse(Attributes.text(item, "family_id"))
                        .orElseThrow(() -> new IllegalStateException("not a family's id")),
                Attributes.millis(item, "signed_in_at"),
                Attributes.seconds(item, Table.EXPIRES_AT));
    }
}
