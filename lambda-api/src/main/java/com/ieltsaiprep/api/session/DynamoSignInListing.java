package com.ieltsaiprep.api.session;

import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Listing of an account's sessions for its data export, without any token or hash. */
final class DynamoSignInListing {
    private final RegionalDynamo dynamo;
    private final InstantSource clock;

    DynamoSignInListing(RegionalDynamo dynamo, InstantSource clock) {
        this.dynamo = dynamo;
        this.clock = clock;
    }

    /** Lists the sessions that have not expired, each as the region knows it that issued it. */
    List<Map<String, Object>> of(String userId) {
        return Arrays.stream(Region.values()).flatMap(region -> issuedIn(region, userId)).toList();
    }

    /** The replica of a region that is unavailable lacks the last seconds at most. */
    private Stream<Map<String, Object>> issuedIn(Region region, String userId) {
        Instant now = clock.instant();
        return items(region, userId)
                .filter(SessionItems::isFamily)
                .map(SessionItems::family)
                .filter(family -> family.expiresAt().isAfter(now))
                .filter(family -> family.signIn().id().region() == region)
                .map(DynamoSignInListing::show);
    }

    private Stream<Map<String, AttributeValue>> items(Region region, String userId) {
        try {
            return dynamo.in(region, Table.SESSIONS).queryIndex(userId).stream();
        } catch (DatabaseUnavailableException e) {
            if (region == dynamo.ownRegion()) {
                throw e;
            }
            return dynamo.own(Table.SESSIONS).queryIndex(userId).stream();
        }
    }

    private static Map<String, Object> show(TokenFamily family) {
        SignIn signIn = family.signIn();
        return Map.of(
                "region", signIn.id().region().awsName(),
                "device", signIn.device(),
                "signed_in_at", signIn.at().toString(),
                "refreshed_at", family.rotatedAt().toString(),
                "expires_at", family.expiresAt().toString());
    }
}
