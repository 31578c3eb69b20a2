package com.ieltsaiprep.api.qr;

import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.secret.OneTimeCode;
import com.ieltsaiprep.api.qr.QrSignIn.Challenge;
import com.ieltsaiprep.api.session.FamilyId;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Item mapping of QR sign-ins and their user codes. */
final class QrItems {
    static final String QR = "qr#";
    static final String CODE = "code#";

    private static final String STATE = "qr_state";
    private static final String USER = "user_id";
    private static final String APPROVED_AT = "approved_at";
    private static final String USED_AT = "used_at";
    private static final String FAMILY_ID = "family_id";
    private static final String KEY = Table.QR_TOKENS.hashKey();

    /**
     * The time for which an expired sign-in is kept, so that it is refused as expired and not as
     * unknown.
     */
    private static final Duration KEPT_EXPIRED = Duration.ofMinutes(10);

    private QrItems() {}

    static Map<String, AttributeValue> of(QrKey key, QrSignIn signIn) {
        Challenge challenge = signIn.challenge();
        Map<String, AttributeValue> item = new HashMap<>();
        item.put(KEY, Attributes.text(QR + key.hash()));
        item.put("user_code", Attributes.text(challenge.code().code().letters()));
        item.put("secret_hash", Attributes.text(challenge.secretHash()));
        item.put("browser", Attributes.text(challenge.browser()));
        item.put("place", Attributes.text(challenge.place()));
        item.put("asked_at", Attributes.millis(challenge.at()));
        item.put("polled_at", Attributes.millis(signIn.polledAt()));
        item.putAll(of(signIn.state()));
        item.put(Table.EXPIRES_AT, expiry(challenge));
        return item;
    }

    static Map<String, AttributeValue> of(Challenge challenge, QrKey key) {
        return Map.of(
                KEY,
                Attributes.text(CODE + challenge.code().key().hash()),
                "qr_hash",
                Attributes.text(key.hash()),
                Table.EXPIRES_AT,
                expiry(challenge));
    }

    private static AttributeValue expiry(Challenge challenge) {
        Instant deletedAt = challenge.expiresAt().plus(KEPT_EXPIRED);
        return Attributes.seconds(deletedAt);
    }

    static QrSignIn signIn(Map<String, AttributeValue> item) {
        return new QrSignIn(
                new Challenge(
                        new UserCode(new OneTimeCode(Attributes.text(item, "user_code"))),
                        Attributes.text(item, "secret_hash"),
                        Attributes.text(item, "browser"),
                        Attributes.text(item, "place"),
                        Attributes.millis(item, "asked_at")),
                state(item),
                Attributes.millis(item, "polled_at"));
    }

    static String name(QrState state) {
        return switch (state) {
            case QrState.Pending _ -> "pending";
            case QrState.Approved _ -> "approved";
            case QrState.Denied _ -> "denied";
            case QrState.Used _ -> "used";
        };
    }

    /** Writes the attributes of a state. */
    static Map<String, AttributeValue> of(QrState state) {
        return switch (state) {
            case QrState.Pending _ -> Map.of(STATE, Attributes.text(name(state)));
            case QrState.Approved(String userId, Instant at) ->
                    Map.of(
                            STATE, Attributes.text(name(state)),
                            USER, Attributes.text(userId),
                            APPROVED_AT, Attributes.millis(at));
            case QrState.Denied(String userId) ->
                    Map.of(STATE, Attributes.text(name(state)), USER, Attributes.text(userId));
            case QrState.Used(String userId, Instant approvedAt, Instant at, FamilyId family) ->
                    Map.of(
                            STATE, Attributes.text(name(state)),
                            USER, Attributes.text(userId),
                            APPROVED_AT, Attributes.millis(approvedAt),
                            USED_AT, Attributes.millis(at),
                            FAMILY_ID, Attributes.text(family.toString()));
        };
    }

    private static QrState state(Map<String, AttributeValue> item) {
        return switch (Attributes.text(item, STATE)) {
            case "pending" -> new QrState.Pending();
            case "approved" ->
                    new QrState.Approved(
                            Attributes.text(item, USER), Attributes.millis(item, APPROVED_AT));
            case "denied" -> new QrState.Denied(Attributes.text(item, USER));
            case "used" ->
                    new QrState.Used(
                            Attributes.text(item, USER),
                            Attributes.millis(item, APPROVED_AT),
                            Attributes.millis(item, USED_AT),
                            FamilyId.parse(Attributes.text(item, FAMILY_ID))
                                    .orElseThrow(
                                            () -> new IllegalStateException("not a family's id")));
            default -> throw new IllegalStateException("not a state of a QR sign-in");
        };
    }
}
