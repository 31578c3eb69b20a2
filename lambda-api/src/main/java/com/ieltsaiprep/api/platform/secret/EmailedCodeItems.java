package com.ieltsaiprep.api.platform.secret;

import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The codes within an item, each moved on by one when another is sent. */
public final class EmailedCodeItems {
    /** Puts a code before the others, all in one write, and begins the tries anew. */
    public static final String ADD =
            "SET oldest_code = if_not_exists(older_code, :none),"
                    + " older_code = if_not_exists(newest_code, :none),"
                    + " newest_code = :code, tries = :zero";

    /** One of the codes has this hash. */
    public static final String HAS =
            "newest_code.code_hash = :hash OR older_code.code_hash = :hash"
                    + " OR oldest_code.code_hash = :hash";

    private static final List<String> NAMES = List.of("newest_code", "older_code", "oldest_code");
    private static final String CODE_HASH = "code_hash";
    private static final String GOOD_UNTIL = "good_until";
    private static final String TRIES = "tries";

    static {
        if (NAMES.size() != EmailedCodes.MOST) {
            throw new AssertionError("as many attributes as codes");
        }
    }

    private EmailedCodeItems() {}

    /** The values of {@link #ADD}. */
    public static Map<String, AttributeValue> adding(EmailedCode code) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":code", of(code));
        values.put(":none", AttributeValue.fromM(Map.of()));
        values.put(":zero", Attributes.number(0));
        return values;
    }

    /** Counts a try, on the condition that there may be another. */
    public static void attempt(UpdateItemRequest.Builder update, Instant now) {
        update.updateExpression("ADD tries :one")
                .conditionExpression("tries < :most AND " + Table.EXPIRES_AT + " > :now")
                .expressionAttributeValues(
                        Map.of(
                                ":one", Attributes.number(1),
                                ":most", Attributes.number(EmailedCodes.TRIES),
                                ":now", Attributes.seconds(now)))
                .returnValues(ReturnValue.ALL_NEW);
    }

    /** Puts codes into an item that has none. */
    static void put(Map<String, AttributeValue> item, EmailedCodes codes) {
        for (int i = 0; i < codes.newestFirst().size(); i++) {
            item.put(NAMES.get(i), of(codes.newestFirst().get(i)));
        }
        item.put(TRIES, Attributes.number(0));
    }

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
