package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.Batches;
import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.dynamo.Transactions;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sign-ins in the table of sessions. */
public final class DynamoSessions implements SessionStore {
    private static final String KEY = Table.SESSIONS.hashKey();
    private static final String ACCESS = "access#";

    private final RegionalDynamo dynamo;
    private final String table;

    /** In these databases. */
    public DynamoSessions(RegionalDynamo dynamo) {
        this.dynamo = dynamo;
        this.table = dynamo.table(Table.SESSIONS);
    }

    @Override
    public void create(Family family, NewAccess access) {
        List<TransactWriteItem> writes =
                List.of(
                        put(SessionItems.of(family)),
                        put(SessionItems.of(access.hash(), access.access())));
        if (!Transactions.write(dynamo.own(), writes)) {
            throw new IllegalStateException("somebody else writes an item with a random key");
        }
    }

    @Override
    public Optional<Family> family(FamilyId id) {
        return get(dynamo.in(id.region()), SessionItems.key(id)).map(SessionItems::family);
    }

    @Override
    public boolean replace(Family next, NewAccess access, List<String> forgotten) {
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(
                TransactWriteItem.builder()
                        .put(
                                put ->
                                        put.tableName(table)
                                                .item(SessionItems.of(next))
                                                .conditionExpression("change_count = :before")
                                                .expressionAttributeValues(
                                                        Map.of(
                                                                ":before",
                                                                Attributes.number(
                                                                        next.version() - 1))))
                        .build());
        writes.add(put(SessionItems.of(access.hash(), access.access())));
        forgotten.forEach(hash -> writes.add(delete(ACCESS + hash)));
        return Transactions.write(dynamo.in(next.signIn().id().region()), writes);
    }

    @Override
    public boolean delete(Family family) {
        FamilyId id = family.signIn().id();
        List<TransactWriteItem> writes = new ArrayList<>();
        writes.add(
                TransactWriteItem.builder()
                        .delete(
                                delete ->
                                        delete.tableName(table)
                                                .key(SessionItems.key(id))
                                                .conditionExpression("change_count = :now")
                                                .expressionAttributeValues(
                                                        Map.of(
                                                                ":now",
                                                                Attributes.number(
                                                                        family.version()))))
                        .build());
        family.access().forEach(hash -> writes.add(delete(ACCESS + hash)));
        return Transactions.write(dynamo.in(id.region()), writes);
    }

    @Override
    public void forgetHere(FamilyId id, List<String> access) {
        Set<String> keys = new LinkedHashSet<>();
        keys.add(SessionItems.FAMILY + id);
        access.forEach(hash -> keys.add(ACCESS + hash));
        delete(dynamo.own(), keys);
    }

    @Override
    public Optional<AccessGrant> access(PresentedToken key) {
        return access(dynamo.own(), key);
    }

    @Override
    public Optional<AccessGrant> accessAtIssuer(PresentedToken key) {
        return access(dynamo.in(key.issuer()), key);
    }

    private Optional<AccessGrant> access(DynamoDbClient client, PresentedToken key) {
        return get(client, Map.of(KEY, Attributes.text(ACCESS + key.hash())))
                .map(SessionItems::access);
    }

    @Override
    public List<String> deleteAll(String userId) {
        Set<String> all = new LinkedHashSet<>();
        for (Region region : Region.values()) {
            try {
                DynamoDbClient client = dynamo.in(region);
                Set<String> found = find(client, userId);
                all.addAll(found);
                delete(client, found);
            } catch (DatabaseUnavailableException _) {
                // The account says already that its sign-ins are void.
            }
        }
        return all.stream()
                .filter(key -> key.startsWith(ACCESS))
                .map(key -> key.substring(ACCESS.length()))
                .toList();
    }

    private Set<String> find(DynamoDbClient client, String userId) {
        Set<String> keys = new LinkedHashSet<>();
        client.queryPaginator(
                        query ->
                                query.tableName(table)
                                        .indexName(Table.index("user_id"))
                                        .keyConditionExpression("user_id = :user")
                                        .projectionExpression(KEY)
                                        .expressionAttributeValues(
                                                Map.of(":user", Attributes.text(userId))))
                .items()
                .forEach(item -> keys.add(Attributes.text(item, KEY)));
        return keys;
    }

    private void delete(DynamoDbClient client, Set<String> keys) {
        Batches.delete(
                client,
                table,
                keys.stream().map(key -> Map.of(KEY, Attributes.text(key))).toList());
    }

    private Optional<Map<String, AttributeValue>> get(
            DynamoDbClient client, Map<String, AttributeValue> key) {
        Map<String, AttributeValue> item =
                client.getItem(get -> get.tableName(table).key(key).consistentRead(true)).item();
        return item.isEmpty() ? Optional.empty() : Optional.of(item);
    }

    private TransactWriteItem put(Map<String, AttributeValue> item) {
        return TransactWriteItem.builder().put(put -> put.tableName(table).item(item)).build();
    }

    private TransactWriteItem delete(String key) {
        return TransactWriteItem.builder()
                .delete(delete -> delete.tableName(table).key(Map.of(KEY, Attributes.text(key))))
                .build();
    }
}
