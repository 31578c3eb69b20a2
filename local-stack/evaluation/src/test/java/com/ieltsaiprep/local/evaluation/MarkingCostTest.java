package com.ieltsaiprep.local.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.Json;
import com.ieltsaiprep.common.marking.Calibration;
import com.ieltsaiprep.common.marking.MarkingConfig;
import com.ieltsaiprep.common.marking.MarkingEngine;
import com.ieltsaiprep.common.marking.ModelRequest;
import com.ieltsaiprep.common.marking.Submission;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Test of the figures under "Tokens, cost and quota" in docs/marking.md. */
class MarkingCostTest {
    private static final Path SET = Path.of("src/test/resources/marking-eval/synthetic-set.jsonl");

    @Test
    void aTestTakesTheRequestsAndTokensOfTheDocuments() {
        List<ModelRequest> requests = requests(Optional.empty());

        assertThat(requests).hasSize(18);
        assertThat(requests.stream().mapToInt(ModelRequest::maxTokens).sum()).isEqualTo(30_000);
        assertThat(requests.stream().mapToInt(MarkingCostTest::characters).sum())
                .isBetween(110_000, 136_000);
    }

    @Test
    void aSecondModelTakesEightRequestsMore() {
        assertThat(requests(Optional.of("second"))).hasSize(18 + 8);
    }

    /** Returns the requests of a test of two answers of full length. */
    private static List<ModelRequest> requests(Optional<String> secondModel) {
        List<MarkedItem> items = MarkedSet.read(SET);
        MarkingEngine engine =
                new MarkingEngine(new MarkingConfig("m", secondModel, Calibration.identity()));
        return engine.next(
                engine.begin(
                        new Submission(
                                ExamModule.ACADEMIC_WRITING,
                                List.of(
                                        item(items, "s01").answer(),
                                        item(items, "s15").answer()))));
    }

    private static MarkedItem item(List<MarkedItem> items, String id) {
        return items.stream().filter(item -> item.id().equals(id)).findFirst().orElseThrow();
    }

    private static int characters(ModelRequest request) {
        return request.system().length()
                + request.user().length()
                + Json.write(request.schema()).length();
    }
}
