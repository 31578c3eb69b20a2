package com.ieltsaiprep.api.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.dynamo.Regions;
import com.ieltsaiprep.api.support.AuditTrail.Deed;
import com.ieltsaiprep.common.Region;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

class DynamoAuditTrailTest {
    private static final Instant NOW = Instant.parse("2026-11-20T14:00:00Z");

    private final List<PutItemRequest> puts = new ArrayList<>();
    private final DynamoAuditTrail trail =
            new DynamoAuditTrail(
                    new RegionalDynamo(
                            new Regions(Region.IRELAND, Region.VIRGINIA),
                            table -> table.name("test"),
                            _ -> new Fake()),
                    () -> NOW,
                    () -> new UUID(1, 2),
                    "ops with AKIA");

    private final class Fake implements DynamoDbClient {
        @Override
        public PutItemResponse putItem(PutItemRequest request) {
            puts.add(request);
            return PutItemResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {}
    }

    @Test
    void aNoteMayBeWrittenOnceMoreIfTheAnswerWasLost() {
        trail.note(new Deed("anna", "find", Map.of(), "she wrote to us"));

        assertThat(puts).hasSize(1);
        assertThat(puts.getFirst().conditionExpression()).isNull();
        assertThat(puts.getFirst().item())
                .containsEntry(
                        "entry_id",
                        Attributes.text(
                                "audit#2026-11-20T14:00:00Z#00000000-0000-0001-0000-000000000002"));
    }
}
