package com.ieltsaiprep.api.dynamo;

import com.ieltsaiprep.api.session.SignIn;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A person's sign-ins in all regions, as far as they are known in the own one. */
public final class SignInList implements Function<String, List<Map<String, Object>>> {
    private final Databases databases;
    private final String table;

    /** In these databases. */
    public SignInList(Databases databases) {
        this.databases = databases;
        this.table = databases.table(Table.SESSIONS);
    }

    /** Without what would let anyone in. */
    @Override
    public List<Map<String, Object>> apply(String userId) {
        List<Map<String, Object>> signIns = new ArrayList<>();
        databases
                .own()
                .queryPaginator(
                        query ->
                                query.tableName(table)
                                        .indexName(Table.index("user_id"))
                                        .keyConditionExpression("user_id = :user")
                                        .expressionAttributeValues(
                                                Map.of(":user", Attributes.text(userId))))
                .items()
                .stream()
                .filter(SessionItems::isFamily)
                .map(SignInList::show)
                .forEach(signIns::add);
        return signIns;
    }

    private static Map<String, Object> show(Map<String, AttributeValue> item) {
        SignIn signIn = SessionItems.family(item).signIn();
        return Map.of(
                "region", signIn.id().region().awsName(),
                "device", signIn.device(),
                "signed_in_at", signIn.at().toString(),
                "expires_at", Attributes.seconds(item, Table.EXPIRES_AT).toString());
    }
}
