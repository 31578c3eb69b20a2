package com.ieltsaiprep.local.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.local.model.Script.Misbehaviour;

import org.junit.jupiter.api.Test;

import java.util.List;

class ScriptTest {
    private static final Examiner.ToolCall TOOL =
            new Examiner.ToolCall("finish_part", "{\"notes\":\"good\"}");
    private static final Script SCRIPT =
            Script.of(
                    Script.Line.of("Hello."),
                    Script.Line.of("Question."),
                    new Script.Line(List.of("Goodbye."), TOOL));

    @Test
    void greetsOnceAndThenCyclesThroughTheQuestions() {
        assertThat(SCRIPT.sentences(0)).containsExactly("Hello.");
        assertThat(SCRIPT.sentences(1)).containsExactly("Question.");
        assertThat(SCRIPT.sentences(3)).containsExactly("Question.");
    }

    @Test
    void theSpeakingTestAcknowledgesAnAnswer() {
        Script script = Script.speakingTest();
        assertThat(script.lines()).hasSizeGreaterThan(12);
        assertThat(script.sentences(1)).startsWith("Thank you.");
        assertThat(script.sentences(2)).startsWith("I see.");
    }

    @Test
    void toolCallsFollowTheMisbehaviour() {
        assertThat(SCRIPT.tools(2)).containsExactly(TOOL);
        assertThat(SCRIPT.tools(1)).isEmpty();
        assertThat(with(Misbehaviour.NEVER_CALLS_TOOL).tools(2)).isEmpty();
        assertThat(with(Misbehaviour.CALLS_TOOL_TWICE).tools(2)).containsExactly(TOOL, TOOL);
        assertThat(with(Misbehaviour.CALLS_TOOL_EARLY).tools(1)).containsExactly(TOOL);
        String broken = with(Misbehaviour.BROKEN_TOOL_JSON).tools(2).getFirst().arguments();
        assertThat(broken).doesNotEndWith("}");
    }

    private static Script with(Misbehaviour misbehaviour) {
        return SCRIPT.with(misbehaviour);
    }
}
