package com.ieltsaiprep.api.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.entitlement.Ledger.Written;
import com.ieltsaiprep.api.platform.dynamo.Attributes;
import com.ieltsaiprep.api.platform.dynamo.RegionalDynamo;
import com.ieltsaiprep.api.platform.dynamo.Regions;
import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.Region;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.Update;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

class DynamoLedgerTest {
    private static final String ANNA = "anna";
    private static final Attempt NEXT = attempt("next");

    private final Map<String, Map<String, AttributeValue>> items = new HashMap<>();
    private final List<TransactWriteItemsRequest> written = new ArrayList<>();
    private final DynamoLedger ledger =
            new DynamoLedger(
                    new RegionalDynamo(
                            new Regions(Region.VIRGINIA, Region.VIRGINIA),
                            table -> table.name("test"),
                            _ -> new Fake()));

    /** Answers with the items of one person, and writes all there is to write. */
    private final class Fake implements DynamoDbClient {
        @Override
        public GetItemResponse getItem(GetItemRequest request) {
            String entry = Attributes.text(request.key(), "entry_id");
            return GetItemResponse.builder().item(items.getOrDefault(entry, Map.of())).build();
        }

        @Override
        public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
            written.add(request);
            return TransactWriteItemsResponse.builder().build();
        }

        @Override
        public String serviceName() {
            return "dynamodb";
        }

        @Override
        public void close() {}
    }

    private static Attempt attempt(String sessionId) {
        return new Attempt(
                sessionId,
                ExamModule.ACADEMIC_SPEAKING,
                Attempt.State.RESERVED,
                Attempt.TESTS,
                Instant.EPOCH,
                "");
    }

    private void entitled(Map<String, AttributeValue> more) {
        Map<String, AttributeValue> item = new HashMap<>(more);
        item.put("attempts", Attributes.number(2));
        items.put("entitlement#academic_speaking", item);
    }

    private List<Update> spend() {
        Entitlement before = ledger.entitlement(ANNA, ExamModule.ACADEMIC_SPEAKING);
        assertThat(ledger.spend(ANNA, before, NEXT)).isEqualTo(Written.DONE);
        return written.getLast().transactItems().stream()
                .filter(it -> it.update() != null)
                .map(it -> it.update())
                .toList();
    }

    @Test
    void theFirstAttemptIsTakenIfNoneIsOpen() {
        entitled(Map.of());

        assertThat(spend())
                .extracting(Update::conditionExpression)
                .containsExactly("attempts >= :one AND attribute_not_exists(open_session)");
    }

    @Test
    void theOpenAttemptIsUsedUpByTheNext() {
        entitled(Map.of("open_session", Attributes.text("open")));
        items.put("attempt#open", LedgerItems.of(ANNA, attempt("open")));

        assertThat(spend())
                .extracting(Update::conditionExpression)
                .containsExactly(
                        "attempts >= :one AND open_session = :spent", "attempt_state = :before");
    }

    @Test
    void anOpenAttemptThatIsGoneIsReplacedAsItWasRead() {
        entitled(Map.of("open_session", Attributes.text("gone")));

        List<Update> updates = spend();

        assertThat(updates)
                .extracting(Update::conditionExpression)
                .containsExactly("attempts >= :one AND open_session = :spent");
        assertThat(updates.getFirst().expressionAttributeValues())
                .containsEntry(":spent", Attributes.text("gone"));
    }
}
