package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** A person's sign-ins, each as the region knows it that issued it. */
public final class SignInListing implements Function<String, List<Map<String, Object>>> {
    private final RegionalDynamo dynamo;
    private final InstantSource clock;
    private final String table;

    /** In these databases. */
    public SignInListing(RegionalDynamo dynamo, InstantSource clock) {
        this.dynamo = dynamo;
        this.clock = clock;
        this.table = dynamo.table(Table.SESSIONS);
    }

    /** Without what would let anyone in. */
    @Override
    public List<Map<String, Object>> apply(String userId) {
        return Arrays.stream(Region.values()).flatMap(region -> issuedIn(region, userId)).toList();
    }

    /** A region that is away has told the own one what it issued, but for the last seconds. */
    private Stream<Map<String, Object>> issuedIn(Region region, String userId) {
        List<Map<String, AttributeValue>> families;
        try {
            families = families(dynamo.in(region), userId);
        } catch (DatabaseUnavailableException e) {
            if (region == dynamo.regions().own()) {
                throw e;
            }
            families = families(dynamo.own(), userId);
        }
        Instant now = clock.instant();
        return families.stream()
                .filter(item -> SessionItems.family(item).expiresAt().isAfter(now))
                .filter(item -> SessionItems.family(item).signIn().id().region() == region)
                .map(SignInListing::show);
    }

    private List<Map<String, AttributeValue>> families(DynamoDbClient client, String userId) {
        return client
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
                .toList();
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
