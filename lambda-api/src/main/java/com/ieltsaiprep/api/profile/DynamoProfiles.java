package com.ieltsaiprep.api.profile;

import com.ieltsaiprep.api.account.Account;
import com.ieltsaiprep.api.account.AccountItems;
import com.ieltsaiprep.api.entitlement.Entitlements;
import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.dynamo.ItemWrite;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Profile store: reads account and attempts by one request, changes and deletes accounts. */
final class DynamoProfiles {
    private final RegionalDynamo dynamo;

    DynamoProfiles(RegionalDynamo dynamo) {
        this.dynamo = dynamo;
    }

    /**
     * Reads a profile in the function's own region, where it may be seconds old; in the home region
     * if the own one does not know the account yet.
     *
     * @return empty if there is no account, or it was deleted
     */
    Optional<ProfileSnapshot> find(String userId) {
        if (dynamo.isHome()) {
            return findCurrent(userId);
        }
        var own = read(dynamo.ownRegion(), false, userId);
        return account(own).isEmpty() ? findCurrent(userId) : snapshot(own);
    }

    /**
     * Reads a profile in the home region, with strong consistency.
     *
     * @return empty if there is no account, or it was deleted
     */
    Optional<ProfileSnapshot> findCurrent(String userId) {
        return snapshot(read(dynamo.homeRegion(), true, userId));
    }

    private Map<Table, List<Map<String, AttributeValue>>> read(
            Region region, boolean consistent, String userId) {
        var items =
                dynamo.read(
                        region,
                        consistent,
                        Map.of(
                                Table.USERS, List.of(AccountItems.key(userId)),
                                Table.PURCHASES, Entitlements.keys(userId)));
        if (!items.containsKey(Table.USERS)) {
            throw new DatabaseUnavailableException(
                    new IllegalStateException("an account was left unread"));
        }
        return items;
    }

    private static Optional<Map<String, AttributeValue>> account(
            Map<Table, List<Map<String, AttributeValue>>> items) {
        return items.getOrDefault(Table.USERS, List.of()).stream().findFirst();
    }

    private static Optional<ProfileSnapshot> snapshot(
            Map<Table, List<Map<String, AttributeValue>>> items) {
        Optional<Map<ExamModule, Integer>> attempts =
                Optional.ofNullable(items.get(Table.PURCHASES)).map(Entitlements::balances);
        return account(items)
                .filter(item -> !AccountItems.isTombstone(item))
                .map(item -> new ProfileSnapshot(AccountItems.account(item), attempts));
    }

    /**
     * Changes a profile. With a consent, the condition is that the account has as many consents as
     * were read: a write that is retried after a lost response must not add it twice.
     *
     * @return the account after the change; empty if the condition did not hold
     */
    Optional<Account> change(Account account, ProfileChange change) {
        Update update = new Update();
        if (change.name() != null) {
            update.set(
                    AccountItems.NAME,
                    change.name().isEmpty() ? null : Attributes.text(change.name()));
        }
        if (change.goal().changesBand()) {
            update.set(
                    AccountItems.TARGET_BAND,
                    AccountItems.targetBand(change.goal().goal()).orElse(null));
        }
        if (change.goal().changesDate()) {
            update.set(
                    AccountItems.TEST_DATE,
                    AccountItems.testDate(change.goal().goal()).orElse(null));
        }
        if (change.consent() != null) {
            update.sets.add("consents = list_append(consents, :consents)");
            update.values.put(":consents", AccountItems.consents(List.of(change.consent())));
            update.values.put(":known", Attributes.number(account.consents().size()));
        }
        ItemWrite write =
                update.of(account)
                        .onlyIf(
                                AccountItems.EXISTS
                                        + (change.consent() == null
                                                ? ""
                                                : " AND size(consents) = :known"));
        return dynamo.home(Table.USERS).update(write).map(AccountItems::account);
    }

    /** Update of attributes that are set or removed. */
    private static final class Update {
        private final List<String> sets = new ArrayList<>();
        private final List<String> removals = new ArrayList<>();
        private final Map<String, String> names = new HashMap<>();
        private final Map<String, AttributeValue> values = new HashMap<>();

        private void set(String name, @Nullable AttributeValue value) {
            names.put("#" + name, name);
            if (value == null) {
                removals.add("#" + name);
            } else {
                sets.add("#" + name + " = :" + name);
                values.put(":" + name, value);
            }
        }

        private ItemWrite of(Account account) {
            ItemWrite write =
                    ItemWrite.update(
                            AccountItems.key(account.userId()),
                            clause("SET ", sets) + clause(" REMOVE ", removals));
            for (Map.Entry<String, String> name : names.entrySet()) {
                write = write.named(name.getKey(), name.getValue());
            }
            return write.with(values);
        }

        private static String clause(String keyword, List<String> parts) {
            return parts.isEmpty() ? "" : keyword + String.join(", ", parts);
        }
    }

    /**
     * Replaces an account by its tombstone, releases its e-mail address, and deletes its reset
     * codes; does nothing if the account was deleted before.
     */
    void delete(Account account, Instant at) {
        boolean deleted =
                dynamo.homeTransaction()
                        .add(
                                dynamo.home(Table.USERS),
                                AccountItems.delete(account, at),
                                AccountItems.releaseEmail(account),
                                ItemWrite.delete(AccountItems.resetCodesKey(account.userId())))
                        .commit();
        if (!deleted && findCurrent(account.userId()).isPresent()) {
            throw new IllegalStateException("an account was changed again and again");
        }
    }
}
