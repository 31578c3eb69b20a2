package com.ieltsaiprep.local.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.EnumMap;
import java.util.Map;

class FormsTest {
    private static final int STREAMS = 1_000;

    @Test
    void formsOfOneAspectExcludeEachOther() {
        assertThatThrownBy(() -> Forms.of(Form.USER_PARTIAL_TURN, Form.ALL_PARTIAL_TURN))
                .hasMessage("USER_PARTIAL_TURN and ALL_PARTIAL_TURN exclude each other");
    }

    @Test
    void areReadByName() {
        assertThat(Forms.read("user_partial_turn, SEMANTIC_ENDPOINTING"))
                .isEqualTo(Forms.of(Form.SEMANTIC_ENDPOINTING, Form.USER_PARTIAL_TURN))
                .hasToString("USER_PARTIAL_TURN,SEMANTIC_ENDPOINTING");
        assertThatThrownBy(() -> Forms.read("PARTIAL"))
                .hasMessageStartingWith("PARTIAL is no form");
    }

    @Test
    void theMixDependsOnTheSeedAndTheStreamAlone() {
        assertThat(Forms.draw(7, 3)).isEqualTo(Forms.draw(7, 3));
        assertThat(Forms.draw(7, 3)).isNotEqualTo(Forms.draw(8, 3));
        assertThat(Forms.draw(7, 3)).isNotEqualTo(Forms.draw(7, 4));
    }

    @Test
    void theMixHasEachFormAsOftenAsItWasSeen() {
        Map<Form, Integer> drawn = new EnumMap<>(Form.class);
        for (int stream = 1; stream <= STREAMS; stream++) {
            Forms.draw(1, stream).list().forEach(form -> drawn.merge(form, 1, Integer::sum));
        }
        for (Form form : Form.values()) {
            int percent = drawn.getOrDefault(form, 0) * 100 / STREAMS;
            assertThat(percent).as(form.name()).isBetween(form.percent() - 5, form.percent() + 5);
        }
    }
}
