package com.ieltsaiprep.common.marking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.ieltsaiprep.common.Json;
import com.ieltsaiprep.common.marking.ModelReply.Block;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

final class MarkingEngineTest {
    private static final ModelReply GARBAGE =
            new ModelReply("end_turn", List.of(new Block.Text("I would say 7.")), 0, 0);

    private final MarkingEngine engine = new MarkingEngine(MarkingSamples.CONFIG);
    private final ScriptedMarker marker = new ScriptedMarker();

    @Test
    void asksForEachCriterionInBothFramingsAndOnceForFeedback() {
        MarkingState begun =
                engine.begin(MarkingSamples.test(MarkingSamples.REPORT, MarkingSamples.ESSAY));

        assertThat(engine.next(begun))
                .hasSize(18)
                .extracting(ModelRequest::id)
                .doesNotHaveDuplicates()
                .contains(
                        "academic_task_1.task_achievement.plain.first.descending",
                        "academic_task_1.task_achievement.plain.first.ascending",
                        "task_2.task_response.plain.first.ascending",
                        "task_2.feedback.plain.first.descending");
    }

    @Test
    void asksTheSecondModelOncePerCriterion() {
        MarkingEngine both = new MarkingEngine(MarkingSamples.TWO_MODELS);
        MarkingState begun = both.begin(MarkingSamples.essay(MarkingSamples.ESSAY));

        assertThat(both.next(begun)).hasSize(13);
        assertThat(both.next(begun))
                .filteredOn(it -> it.model().equals("eu.example.other-v2:0"))
                .hasSize(4)
                .allMatch(it -> ScriptedMarker.user(it).containsValue("descending"));
        assertThat(json(both.assess(marker.finish(both, begun)))).contains("\"opinions\":3");
    }

    @Property(tries = 10)
    void givesTheSameResultInWhateverOrderRepliesArrive(@ForAll long seed) {
        MarkingState begun =
                engine.begin(MarkingSamples.test(MarkingSamples.REPORT, MarkingSamples.ESSAY));
        String expected = json(engine.assess(marker.finish(engine, begun)));

        List<ModelRequest> requests = new ArrayList<>(engine.next(begun));
        Collections.shuffle(requests, new Random(seed));
        MarkingState state = begun;
        for (ModelRequest request : requests) {
            state = engine.replied(state, request.id(), marker.answer(request));
        }

        assertThat(json(engine.assess(state))).isEqualTo(expected);
    }

    @Property(tries = 10)
    void resumesFromASealedStateAtAnyPoint(@ForAll long seed) {
        Random random = new Random(seed);
        MarkingState state = engine.begin(MarkingSamples.essay(MarkingSamples.ESSAY));
        for (List<ModelRequest> now = engine.next(state);
                !now.isEmpty();
                now = engine.next(state)) {
            ModelRequest request = now.get(random.nextInt(now.size()));
            state =
                    switch (random.nextInt(3)) {
                        case 0 -> engine.replied(state, request.id(), GARBAGE);
                        case 1 -> engine.failed(state, request.id(), ModelFailure.THROTTLED);
                        default -> engine.replied(state, request.id(), marker.answer(request));
                    };
            MarkingState resumed = MarkingState.parse(state.toJson());

            assertThat(resumed.toJson()).isEqualTo(state.toJson());
            assertThat(engine.next(resumed)).isEqualTo(engine.next(state));
            assertThat(json(engine.assess(resumed))).isEqualTo(json(engine.assess(state)));
            state = resumed;
        }
    }

    @Test
    void refusesAStateOfAnotherFormWithoutQuotingIt() {
        String state = engine.begin(MarkingSamples.essay(MarkingSamples.ESSAY)).toJson();
        List<String> broken =
                List.of(
                        "",
                        "[]",
                        "{}",
                        state.substring(1),
                        state.replace("\"version\":1", "\"version\":2"),
                        state.replace("task_2", "task_3"),
                        state.replace("\"outcomes\":{}", "\"outcomes\":{\"a\":{\"b\":1}}"));

        assertThat(broken)
                .allSatisfy(
                        it ->
                                assertThatThrownBy(() -> MarkingState.parse(it))
                                        .isInstanceOf(IllegalArgumentException.class)
                                        .hasNoCause()
                                        .message()
                                        .doesNotContain("vehicles"));
    }

    @Test
    void asksOnceMoreAfterAnInvalidReply() {
        MarkingState begun = engine.begin(MarkingSamples.essay(MarkingSamples.ESSAY));
        ModelRequest first = engine.next(begun).getFirst();

        MarkingState invalid = engine.replied(begun, first.id(), GARBAGE);
        ModelRequest repair = engine.next(invalid).getFirst();

        assertThat(engine.next(invalid)).hasSize(9);
        assertThat(repair.id()).isEqualTo(first.id() + ".repair");
        assertThat(repair.user()).isEqualTo(first.user());
        assertThat(repair.system())
                .startsWith(first.system())
                .contains("did not call the tool")
                .doesNotContain("I would say");

        MarkingState given = engine.replied(invalid, repair.id(), GARBAGE);
        assertThat(engine.next(given)).hasSize(8).noneMatch(it -> it.id().startsWith(first.id()));
        MarkingState repaired = engine.replied(invalid, repair.id(), marker.answer(repair));
        assertThat(engine.next(repaired)).hasSize(8);
    }

    @Test
    void asksNoMoreAfterAGuardrailOrAFailure() {
        MarkingState begun = engine.begin(MarkingSamples.essay(MarkingSamples.ESSAY));
        String id = engine.next(begun).getFirst().id();
        ModelReply stopped = new ModelReply("guardrail_intervened", List.of(), 0, 0);

        assertThat(engine.next(engine.replied(begun, id, stopped))).hasSize(8);
        for (ModelFailure failure : ModelFailure.values()) {
            assertThat(engine.next(engine.failed(begun, id, failure))).hasSize(8);
        }
    }

    @Test
    void ignoresRepliesThatAreNotOutstanding() {
        MarkingState begun = engine.begin(MarkingSamples.essay(MarkingSamples.ESSAY));
        ModelRequest request = engine.next(begun).getFirst();
        MarkingState replied = engine.replied(begun, request.id(), marker.answer(request));

        assertThat(engine.replied(replied, request.id(), GARBAGE)).isSameAs(replied);
        assertThat(engine.failed(replied, request.id(), ModelFailure.TIMED_OUT)).isSameAs(replied);
        assertThat(engine.replied(replied, request.id() + ".repair", GARBAGE)).isSameAs(replied);
        assertThat(engine.replied(replied, "nonsense", GARBAGE)).isSameAs(replied);
        MarkingState invalid = engine.replied(begun, request.id(), GARBAGE);
        assertThat(engine.replied(invalid, request.id(), GARBAGE)).isSameAs(invalid);
    }

    @Test
    void widensTheRangeOfACriterionWithOneFraming() {
        MarkingState state = engine.begin(MarkingSamples.essay(MarkingSamples.ESSAY));
        ScriptedMarker six = new ScriptedMarker(_ -> 6);
        for (ModelRequest request : engine.next(state)) {
            state =
                    request.id().equals("task_2.task_response.plain.first.ascending")
                            ? engine.failed(state, request.id(), ModelFailure.TIMED_OUT)
                            : engine.replied(state, request.id(), six.answer(request));
        }
        Assessment assessment = engine.assess(state);

        assertThat(json(assessment))
                .contains(
                        "\"task_response\",\"scoreable\":true,\"reasons\":[\"one_opinion\"],"
                                + "\"band\":6.0,\"low\":5.5,\"high\":6.5",
                        "\"opinions\":1");
        assertThat(assessment.overall()).contains(new BandRange(6, 6, 6));
    }

    @Test
    void hasNoOverallBandIfACriterionIsNotMarked() {
        MarkingState state =
                engine.begin(MarkingSamples.test(MarkingSamples.REPORT, MarkingSamples.ESSAY));
        assertThat(engine.assess(state).isMarked()).isFalse();
        for (ModelRequest request : engine.next(state)) {
            state =
                    request.id().contains("task_2.lexical_resource")
                            ? engine.failed(state, request.id(), ModelFailure.UNAVAILABLE)
                            : engine.replied(state, request.id(), marker.answer(request));
        }
        Assessment assessment = engine.assess(state);

        assertThat(assessment.isMarked()).isFalse();
        assertThat(assessment.overall()).isEmpty();
        assertThat(json(assessment))
                .contains("\"lexical_resource\",\"scoreable\":false,\"reasons\":[\"not_marked\"]")
                .doesNotContain("\"overall\"");
    }

    @Test
    void isMarkedWithoutFeedback() {
        MarkingState state = engine.begin(MarkingSamples.essay(MarkingSamples.ESSAY));
        for (ModelRequest request : engine.next(state)) {
            state =
                    request.tool().equals("give_feedback")
                            ? engine.failed(state, request.id(), ModelFailure.REFUSED)
                            : engine.replied(state, request.id(), marker.answer(request));
        }

        assertThat(engine.assess(state).isMarked()).isTrue();
        assertThat(json(engine.assess(state)))
                .contains(
                        "\"audit\":[],\"error_patterns\":[],\"improved_sentences\":[],"
                                + "\"vocabulary\":[],\"next_actions\":[]");
    }

    @Test
    void callsTheEvidenceLowBelowTwoVerifiedQuotes() {
        MarkingState state = engine.begin(MarkingSamples.essay(MarkingSamples.ESSAY));
        for (ModelRequest request : engine.next(state)) {
            ModelReply reply =
                    request.id().contains("lexical")
                            ? ScriptedMarker.reply(
                                    "mark_criterion",
                                    ScriptedMarker.criterion(
                                            6,
                                            "the air becomes cleaner",
                                            "invented by the model",
                                            "closed to private cars"))
                            : marker.answer(request);
            state = engine.replied(state, request.id(), reply);
        }

        assertThat(json(engine.assess(state)))
                .contains(
                        "\"lexical_resource\",\"scoreable\":true,\"reasons\":[\"low_evidence\"]",
                        "\"grammatical_range_and_accuracy\",\"scoreable\":true,\"reasons\":[]")
                .doesNotContain("invented by", "closed to private");
    }

    @Test
    void tellsNothingOfTheTextsInItsStrings() {
        MarkingState state =
                marker.finish(engine, engine.begin(MarkingSamples.essay(MarkingSamples.ESSAY)));

        assertThat(
                        List.of(
                                state.toString(),
                                state.submission().toString(),
                                state.outcomes().toString(),
                                state.plans().toString(),
                                engine.assess(state).toString(),
                                engine.next(engine.begin(state.submission())).toString(),
                                marker.answer(
                                                engine.next(engine.begin(state.submission()))
                                                        .getFirst())
                                        .toString()))
                .noneMatch(it -> it.contains("town") || it.contains("Discuss"));
    }

    private static String json(Assessment assessment) {
        return Json.write(assessment.toJson());
    }
}
