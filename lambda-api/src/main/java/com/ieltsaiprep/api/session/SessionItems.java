package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Map;

/** Sign-ins and access tokens as items of the table of sessions. */
final class SessionItems {
    private static final String KEY = Table.SESSIONS.hashKey();
    static final String FAMILY = "family#";

    private SessionItems() {}

    static Map<String, AttributeValue> key(FamilyId id) {
        return Map.of(KEY, Attributes.text(FAMILY + id));
    }

    static boolean isFamily(Map<String, AttributeValue> item) {
        return Attributes.text(item, KEY).startsWith(FAMILY);
    }

    static Map<String, AttributeValue> of(Family family) {
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

    static Family family(Map<String, AttributeValue> item) {
        FamilyId id =
                FamilyId.parse(Attributes.text(item, KEY).substring(FAMILY.length()))
                        .orElseThrow(() -> new IllegalStateException("not a family's key"));
        return new Family(
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

    static Map<String, AttributeValue> of(String hash, AccessGrant access) {
        return Map.of(
                KEY,
                Attributes.text("access#" + hash),
                "user_id",
                Attributes.text(access.userId()),
                "family_id",
                Attributes.text(access.family().toString()),
                "signed_in_at",
                Attributes.millis(access.signedInAt()),
                Table.EXPIRES_AT,
                Attributes.seconds(access.expiresAt()));
    }

    static AccessGrant access(Map<String, AttributeValue> item) {
        return new AccessGrant(
                Attributes.text(item, "user_id"),
                FamilyId.parse(Attributes.text(item, "family_id"))
                        .orElseThrow(() -> new IllegalStateException("not a family's id")),
                Attributes.millis(item, "signed_in_at"),
                Attributes.seconds(item, Table.EXPIRES_AT));
    }
}
