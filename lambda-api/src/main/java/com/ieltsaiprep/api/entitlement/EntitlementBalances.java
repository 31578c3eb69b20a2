package com.ieltsaiprep.api.entitlement;

import com.ieltsaiprep.common.ExamModule;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Balances of an account: the attempts left in each module, for readers of a whole profile. */
public final class EntitlementBalances {
    private EntitlementBalances() {}

    /** Returns the keys of an account's entitlements in the table of purchases. */
    public static List<Map<String, AttributeValue>> keys(String userId) {
        return Arrays.stream(ExamModule.values())
                .map(module -> LedgerItems.key(userId, LedgerItems.entitlement(module)))
                .toList();
    }

    /** Reads the balances of entitlements; a module without one was never bought. */
    public static Map<ExamModule, Integer> of(List<Map<String, AttributeValue>> entitlements) {
        Map<ExamModule, Integer> balances = new EnumMap<>(ExamModule.class);
        entitlements.forEach(
                item ->
                        LedgerItems.balance(item)
                                .ifPresent(it -> balances.put(it.module(), it.attempts())));
        return balances;
    }
}
