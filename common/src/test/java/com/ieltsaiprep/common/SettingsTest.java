package com.ieltsaiprep.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.Map;
import java.util.regex.Pattern;

class SettingsTest {
    private static final Pattern LETTERS = Pattern.compile("[a-z]+");

    @Test
    void returnsTheDefaultForVariablesThatAreNotSetOrBlank() {
        Settings settings = settings(Map.of("BLANK", "  "));

        assertThat(settings.text("MISSING", "a")).isEqualTo("a");
        assertThat(settings.text("BLANK", "b")).isEqualTo("b");
        assertThat(settings.number("MISSING", 7, 1, 9)).isEqualTo(7);
        assertThat(settings.list("MISSING", "x,y", LETTERS, "letters"))
                .containsExactlyInAnyOrder("x", "y");
        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    @Test
    void readsVariablesThatAreSet() {
        Settings settings = settings(Map.of("N", " 9 ", "T", "abc", "L", " a , b ,,a"));

        assertThat(settings.<Integer>secret("N", Integer::parseInt, "a number")).isEqualTo(9);
        assertThat(settings.<Integer>secret("MISSING", Integer::parseInt, "a number")).isNull();
        assertThat(settings.number("N", 7, 1, 9)).isEqualTo(9);
        assertThat(settings.text("T", "x", LETTERS, "letters")).isEqualTo("abc");
        assertThat(settings.list("L", "", LETTERS, "letters")).containsExactlyInAnyOrder("a", "b");
        assertThatCode(settings::check).doesNotThrowAnyException();
    }

    @Test
    void reportsAllProblemsAtOnceWithVariableValueAndExpectation() {
        Settings settings = settings(Map.of("N", "10", "M", "ten", "T", "ABC", "L", "a,2"));
        settings.number("N", 7, 1, 9);
        settings.number("M", 7, 1, 9);
        settings.text("T", "x", LETTERS, "small letters");
        settings.list("L", "", LETTERS, "names in small letters");
        assertThat(settings.require(true, "T and L agree")).isTrue();
        assertThat(settings.require(false, "N and M must agree")).isFalse();

        assertThatThrownBy(settings::check)
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll(
                        "N is \"10\", but must be a whole number from 1 to 9",
                        "M is \"ten\", but must be a whole number from 1 to 9",
                        "T is \"ABC\", but must be small letters",
                        "L is \"2\", but must be names in small letters",
                        "N and M must agree")
                .hasMessageNotContaining("T and L");
    }

    @Test
    void neverShowsASecret() {
        Settings settings = settings(Map.of("S", "PASSWORD", "N", "PASSWORD"));
        settings.secretText("S", "x", LETTERS, "small letters");
        assertThat(settings.<Integer>secret("N", Integer::parseInt, "a number")).isNull();

        assertThatThrownBy(settings::check)
                .hasMessageContaining("S must be small letters")
                .hasMessageContaining("N must be a number")
                .hasMessageNotContaining("PASSWORD");
    }

    private static Settings settings(Map<String, String> environment) {
        return new Settings(environment::get);
    }
}
