package com.ieltsaiprep.local.stack;

import com.ieltsaiprep.api.platform.dynamo.DynamoClients;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.wire.Credentials;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

import java.net.URI;

/** Factory of clients for a local stack's DynamoDB tables, as a function in us-east-1 has them. */
final class StackTables {
    private StackTables() {}

    /**
     * Creates a client of the tables in all regions.
     *
     * @param address DynamoDB's address
     */
    static RegionalDynamo connect(URI address, String stage) {
        Credentials local = Credentials.local();
        return new RegionalDynamo(
                Region.VIRGINIA,
                Region.VIRGINIA,
                table -> table.name(stage),
                DynamoClients.forDeployments(
                        Region.VIRGINIA,
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(
                                        local.accessKeyId(), local.secretAccessKey())),
                        address));
    }
}
