package com.ieltsaiprep.api.platform.secret;

import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.ItemWrite;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Mapping of e-mailed one-time codes to three attributes of a DynamoDB item, newest first. */
public final class EmailedCodeItems {
    /** DynamoDB condition that one of the stored codes has the hash {@code :hash}. */
    public static final String HAS_CODE =
            "newest_code.code_hash = :hash OR older_code.code_hash = :hash"
                    + " OR oldest_code.code_hash = :hash";

    /** Moves each code on by one in the same write, and resets the count of guesses. */
    private static final String ADD =
            "SET oldest_code = if_not_exists(older_code, :none),"
                    + " older_code = if_not_exists(newest_code, :none),"
                    + " newest_code = :code, tries = :zero";

    private static final List<String> NAMES = List.of("newest_code", "older_code", "oldest_code");
    private static final String CODE_HASH = "code_hash";
    private static final String GOOD_UNTIL = "good_until";
    private static final String TRIES = "tries";

    static {
        if (NAMES.size() != EmailedCodes.MAX_CODES) {
            throw new AssertionError("as many attributes as codes");
        }
    }

    private EmailedCodeItems() {}

    /**
     * Returns an update that adds an e-mailed code to an item, and resets the count of guesses.
     *
     * @param now when the code is sent
     * @param more additional assignments of the update expression, such as {@code , a = :a}
     */
    public static ItemWrite add(
            Map<String, AttributeValue> key, OneTimeCode code, Instant now, String more) {
        return ItemWrite.update(key, ADD + more)
                .with(
                        Map.of(
                                ":code", of(EmailedCode.of(code, now)),
                                ":none", AttributeValue.fromM(Map.of()),
                                ":zero", Attributes.number(0)));
    }

    /** Returns an update that counts a guess at e-mailed codes, if another guess is allowed. */
    public static ItemWrite countGuess(Map<String, AttributeValue> key, Instant now) {
        return ItemWrite.update(key, "ADD tries :one")
                .onlyIf("tries < :most AND " + Table.EXPIRES_AT + " > :now")
                .with(
                        Map.of(
                                ":one", Attributes.number(1),
                                ":most", Attributes.number(EmailedCodes.MAX_GUESSES),
                                ":now", Attributes.seconds(now)));
    }

    /** Adds e-mailed codes, and a count of 0 guesses, to an item that has no codes. */
    public static void put(Map<String, AttributeValue> item, EmailedCodes codes) {
        for (int i = 0; i < codes.newestFirst().size(); i++) {
            item.put(NAMES.get(i), of(codes.newestFirst().get(i)));
        }
        item.put(TRIES, Attributes.number(0));
    }

    /** Reads the e-mailed codes of a DynamoDB item, newest first; some may have expired. */
    public static EmailedCodes codes(Map<String, AttributeValue> item) {
        return new EmailedCodes(
                NAMES.stream()
                        .map(name -> Optional.ofNullable(item.get(name)))
                        .flatMap(Optional::stream)
                        .map(AttributeValue::m)
                        .filter(code -> code.containsKey(CODE_HASH))
                        .map(EmailedCodeItems::code)
                        .toList());
    }

    private static AttributeValue of(EmailedCode code) {
        return AttributeValue.fromM(
                Map.of(
                        CODE_HASH, Attributes.text(code.hash()),
                        GOOD_UNTIL, Attributes.millis(code.expiresAt())));
    }

    private static EmailedCode code(Map<String, AttributeValue> code) {
        return new EmailedCode(
                Attributes.text(code, CODE_HASH), Attributes.millis(code, GOOD_UNTIL));
    }
}
