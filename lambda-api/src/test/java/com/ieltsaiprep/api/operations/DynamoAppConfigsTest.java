package com.ieltsaiprep.api.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.platform.dynamo.DatabaseUnavailableException;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.dynamo.Regions;
import com.ieltsaiprep.common.Region;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class DynamoAppConfigsTest {
    private final Set<Region> away = EnumSet.noneOf(Region.class);
    private final List<PutItemRequest> puts = new ArrayList<>();
    private boolean refuses;
    private final DynamoAppConfigs inIreland = in(Region.IRELAND);

    /** New tests are stopped, as home knows. */
    private final class Fake implements DynamoDbClient {
        private final Region region;

        private Fake(Region region) {
            this.region = region;
        }

        @Override
        public GetItemResponse getItem(GetItemRequest request) {
            if (away.contains(region)) {
                throw new DatabaseUnavailableException(new IllegalStateException("away"));
            }
            return GetItemResponse.builder()
                    .item(
                            Map.of(
                                    "minimum_app_version",
                                    AttributeValue.fromS("1.0.0"),
                                    "new_tests",
                                    AttributeValue.fromBool(region != Region.VIRGINIA)))
                    .build();
        }

        @Override
        public PutItemResponse putItem(PutItemRequest request) {
            puts.add(request);
            if (refuses) {
                throw ConditionalCheckFailedException.builder().build();
            }
            return PutItemResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {}
    }

    private DynamoAppConfigs in(Region own) {
        return new DynamoAppConfigs(
                new RegionalDynamo(
                        new Regions(own, Region.VIRGINIA), table -> table.name("test"), Fake::new));
    }

    private static AppConfig changed(String version) {
        return new AppConfig(version, List.of(), true);
    }

    @Test
    void isChangedOnTheConditionThatItIsAsItWasRead() {
        assertThat(inIreland.replace(inIreland.decided(), changed("2.0.0"))).isTrue();

        PutItemRequest written = puts.getLast();
        assertThat(written.conditionExpression())
                .contains("minimum_app_version = :version")
                .contains("new_tests = :tests")
                .contains("notices = :notices");
        assertThat(written.expressionAttributeValues())
                .containsEntry(":version", AttributeValue.fromS("1.0.0"))
                .containsEntry(":tests", AttributeValue.fromBool(false));
    }

    @Test
    void isBegunOnTheConditionThatThereIsNone() {
        assertThat(inIreland.replace(Optional.empty(), changed("2.0.0"))).isTrue();

        assertThat(puts.getLast().conditionExpression()).isEqualTo("attribute_not_exists(user_id)");
    }

    @Test
    void isNotChangedIfSomebodyElseHasChangedIt() {
        refuses = true;

        assertThat(inIreland.replace(inIreland.decided(), changed("2.0.0"))).isFalse();
    }

    @Test
    void aChangeWhoseAnswerWasLostIsDone() {
        refuses = true;

        assertThat(
                        inIreland.replace(
                                Optional.of(changed("0.9.0")),
                                new AppConfig("1.0.0", List.of(), false)))
                .isTrue();
    }

    @Test
    void isReadNearby() {
        assertThat(inIreland.read().map(AppConfig::newTests)).contains(true);
    }

    @Test
    void isReadAtHomeIfTheOwnRegionIsAway() {
        away.add(Region.IRELAND);

        assertThat(inIreland.read().map(AppConfig::newTests)).contains(false);
    }

    @Test
    void isNotGuessedIfBothAreAway() {
        away.addAll(EnumSet.of(Region.IRELAND, Region.VIRGINIA));

        assertThatThrownBy(inIreland::read).isInstanceOf(DatabaseUnavailableException.class);
        assertThatThrownBy(in(Region.VIRGINIA)::read)
                .isInstanceOf(DatabaseUnavailableException.class);
    }
}
