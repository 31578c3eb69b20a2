package com.ieltsaiprep.local.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.ieltsaiprep.common.marking.ModelFailure;
import com.ieltsaiprep.common.marking.ModelReply;
import com.ieltsaiprep.common.marking.ModelRequest;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

class ModelClientsTest {
    private static final ModelRequest REQUEST = Markings.request("a", "{\"answer\":\"words\"}");

    @TempDir private Path folder;

    @Test
    void aRecordedReplyIsNotAskedAgain() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        CallResult.Replied reply =
                new CallResult.Replied(
                        new ModelReply(
                                "tool_use",
                                List.of(
                                        new ModelReply.Block.Text("prose"),
                                        new ModelReply.Block.ToolUse(
                                                "tool", Map.of("band", 6L, "list", List.of(1.5)))),
                                10,
                                20),
                        123,
                        false);
        Path file = folder.resolve("replies.jsonl");
        ModelClient client =
                (_, _) -> {
                    calls.incrementAndGet();
                    return reply;
                };

        RecordingClient first = new RecordingClient(client, RecordedReplies.read(file), file);
        assertThat(first.call(REQUEST, 1)).isEqualTo(reply);
        assertThat(first.call(Markings.request("another id", REQUEST.user()), 1))
                .isEqualTo(new CallResult.Replied(reply.reply(), 123, true));
        first.call(REQUEST, 2);
        CallResult replayed = new ReplayClient(RecordedReplies.read(folder)).call(REQUEST, 1);

        assertThat(replayed).isEqualTo(new CallResult.Replied(reply.reply(), 123, true));
        assertThat(calls).hasValue(2);
        assertThat(Files.readString(file)).doesNotContain("words", "system");
    }

    @Test
    void failuresAreNotRecorded() {
        Path file = folder.resolve("replies.jsonl");
        RecordingClient client =
                new RecordingClient(
                        (_, _) -> new CallResult.Failed(ModelFailure.THROTTLED),
                        RecordedReplies.read(file),
                        file);

        client.call(REQUEST, 1);

        assertThat(file).doesNotExist();
    }

    @Test
    void anInvalidRecordingIsNamedByItsLine() throws IOException {
        Path file = folder.resolve("replies.jsonl");
        Files.writeString(file, "\n{\"request\":\"1\"}\n");

        assertThatExceptionOfType(EvaluationException.class)
                .isThrownBy(() -> RecordedReplies.read(file))
                .withMessageContaining("line 2: not a recorded reply");
    }

    @Test
    void theHashIsThatOfAllTheModelIsSent() {
        String hash = RequestHash.of(REQUEST);

        assertThat(hash).matches("[0-9a-f]{64}");
        assertThat(RequestHash.of(Markings.request("b", REQUEST.user()))).isEqualTo(hash);
        assertThat(RequestHash.of(Markings.request("a", "{}"))).isNotEqualTo(hash);
    }

    /** A call costs 1,000 * 1 + 500 * 2 = 2,000 USD per million, and at most 207 before it. */
    @Test
    void theCostLimitStopsBeforeItIsExceeded() {
        ModelPrices prices = new ModelPrices();
        prices.put("m", new ModelPrices.Price(1, 2));
        CostLimit limit = new CostLimit((_, _) -> Markings.replied(1), prices, 0.0041);

        limit.call(REQUEST, 1);
        limit.call(REQUEST, 1);

        assertThat(limit.spentUsd()).isCloseTo(0.004, within(1e-12));
        assertThatExceptionOfType(EvaluationException.class)
                .isThrownBy(() -> limit.call(REQUEST, 1))
                .withMessageContaining("--max-cost");
        assertThat(limit.spentUsd()).isCloseTo(0.004, within(1e-12));
    }

    @Test
    void aModelWithoutAPriceIsNotCalled() {
        CostLimit limit = new CostLimit((_, _) -> Markings.replied(1), new ModelPrices(), 5);

        assertThatExceptionOfType(EvaluationException.class)
                .isThrownBy(() -> limit.call(REQUEST, 1))
                .withMessageContaining("--price m=IN/OUT");
    }
}
