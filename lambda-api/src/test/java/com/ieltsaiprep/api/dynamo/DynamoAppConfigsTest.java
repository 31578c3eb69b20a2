package com.ieltsaiprep.api.dynamo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.ops.AppConfig;
import com.ieltsaiprep.common.Region;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

class DynamoAppConfigsTest {
    private final Set<Region> away = EnumSet.noneOf(Region.class);
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
                throw new DatabaseAwayException(new IllegalStateException("away"));
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
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {}
    }

    private DynamoAppConfigs in(Region own) {
        return new DynamoAppConfigs(
                new Databases(
                        new Regions(own, Region.VIRGINIA), table -> table.name("test"), Fake::new));
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

        assertThatThrownBy(inIreland::read).isInstanceOf(DatabaseAwayException.class);
        assertThatThrownBy(in(Region.VIRGINIA)::read).isInstanceOf(DatabaseAwayException.class);
    }
}
