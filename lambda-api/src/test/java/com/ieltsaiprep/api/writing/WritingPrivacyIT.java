package com.ieltsaiprep.api.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.api.platform.http.Response;
import com.ieltsaiprep.api.testing.LocalDynamoDb;
import com.ieltsaiprep.common.Json;
import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.common.table.Table;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Tests that an essay is stored and logged nowhere, but for the quotes that a report may hold. */
final class WritingPrivacyIT {
    private static final String CANARY =
            "my aunt Marzipan sails a purple bathtub across Lake Quince";
    private static final String ESSAY = WritingTexts.ESSAY + " In addition, " + CANARY + " daily.";

    @RegisterExtension private final LocalDynamoDb dynamo = new LocalDynamoDb();
    private final WritingWorld writing = new WritingWorld(dynamo);

    @BeforeEach
    void createUser() {
        writing.withAttempts(2);
    }

    /** Returns all that tables and logs hold. */
    private String everythingKept() {
        StringBuilder kept = new StringBuilder(writing.world.log.text());
        for (Region region : Region.values()) {
            for (Table table : Table.values()) {
                kept.append(
                        writing.world
                                .direct(region)
                                .scan(scan -> scan.tableName(dynamo.name(table)))
                                .items());
            }
        }
        return kept.toString();
    }

    private static List<String> runs(String text, int words) {
        String[] all = text.split("\\s+");
        List<String> runs = new ArrayList<>();
        for (int i = 0; i + words <= all.length; i++) {
            runs.add(String.join(" ", Arrays.copyOfRange(all, i, i + words)));
        }
        return runs;
    }

    @Test
    void findsWhatIsPlanted() {
        writing.world.put(
                Table.ASSESSMENTS,
                Map.of(
                        "user_id",
                        AttributeValue.fromS("u"),
                        "assessment_id",
                        AttributeValue.fromS("planted: " + CANARY)));

        assertThat(everythingKept()).contains(CANARY);
    }

    @Test
    void keepsNoPhraseOfMarkedEssayButItsQuotes() {
        Response report =
                writing.assess(WritingWorld.KEY, WritingTexts.own(WritingTexts.PROMPT, ESSAY));
        assertThat(report.status()).isEqualTo(200);

        String kept = everythingKept();

        assertThat(kept).contains("marking_ended", "report=");
        assertThat(runs(CANARY, 4)).noneMatch(kept::contains);
        assertThat(runs(ESSAY, 9)).noneMatch(kept::contains);
        assertThat(runs(WritingTexts.PROMPT, 9)).noneMatch(kept::contains);
    }

    @Test
    void keepsNoPhraseOfEssayThatIsHandedOver() {
        writing.limit = Duration.ofMillis(150);
        writing.model.hold();
        writing.assess(WritingWorld.KEY, WritingTexts.own(WritingTexts.PROMPT, ESSAY));

        assertThat(runs(ESSAY, 3)).noneMatch(everythingKept()::contains);
        assertThat(writing.handedOver.getFirst()).doesNotContain("Marzipan");
    }

    @Test
    void keepsNoPhraseOfEssayThatFails() {
        writing.model.answer(
                request -> {
                    throw new IllegalStateException(request.user());
                });
        assertThatThrownBy(
                        () ->
                                writing.assess(
                                        WritingWorld.KEY,
                                        WritingTexts.own(WritingTexts.PROMPT, ESSAY)))
                .hasMessageContaining("Marzipan");
        Response refused =
                writing.assess(
                        WritingWorld.KEY, WritingTexts.own(WritingTexts.PROMPT, ESSAY + "\u0000"));

        assertThat(refused.body()).doesNotContain("Marzipan");
        assertThat(runs(ESSAY, 3)).noneMatch(everythingKept()::contains);
    }

    @Test
    void sendsModelNothingAboutUser() {
        writing.assess(WritingWorld.KEY, WritingTexts.own(WritingTexts.PROMPT, ESSAY));

        assertThat(writing.model.asked())
                .isNotEmpty()
                .allSatisfy(
                        request -> {
                            String sent =
                                    request.system()
                                            + request.user()
                                            + Json.write(request.schema());
                            assertThat(sent)
                                    .doesNotContain(writing.userId, "an@example.com", "Nguyen");
                        });
    }
}
