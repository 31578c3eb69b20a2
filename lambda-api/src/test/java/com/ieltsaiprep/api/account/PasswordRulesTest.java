package com.ieltsaiprep.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PasswordRulesTest {
    private final PasswordRules rules = new PasswordRules();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "seven green lanterns",
                "đèn lồng xanh",
                "k9#mQ2!vTz",
                "七つの緑色のランタンが光る",
                "horse 12 battery"
            })
    void acceptsLongUncommonPasswords(String password) {
        assertThat(rules.objection(password, "an.nguyen@example.com")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ninechars", "e\u0301e\u0301e\u0301 abcde"})
    void refusesShortPasswords(String password) {
        assertThat(rules.objection(password, "an@example.com"))
                .contains("must have 10 to 256 characters");
    }

    @Test
    void refusesPasswordTooLongAfterNormalization() {
        String expandingCharacters = "\ufdfa".repeat(15);

        assertThat(rules.objection("seven green lanterns" + expandingCharacters, "an@example.com"))
                .contains("must have 10 to 256 characters");
    }

    @Test
    void countsCodePointsInsteadOfCodeUnits() {
        assertThat(rules.objection("😀😁😂🤣😃😄😅😆😉", "an@example.com")).isPresent();
        assertThat(rules.objection("a😀😁😂🤣😃".repeat(42), "an@example.com")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"aaaaaaaaaaaa", "121212121212", "abcabcabcabc", "zzzzzzzzzzz1"})
    void refusesPasswordsWithFewDistinctCharacters(String password) {
        assertThat(rules.objection(password, "an@example.com"))
                .contains("must have at least 5 different characters");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password12",
                "Password2026!",
                "P@ssw0rd2026",
                "pa55word!!!",
                "1234567890",
                "0987654321",
                "+84 90 123 4567",
                "iloveyou123",
                "IL0veYou1!",
                "qwertyuiop",
                "1q2w3e4r5t",
                "123football",
                "IELTS 2026!!"
            })
    void refusesCommonPasswords(String password) {
        assertThat(rules.objection(password, "an@example.com")).isPresent();
    }

    @Test
    void refusesPasswordsContainingEmailAddress() {
        assertThat(rules.objection("My.An.Nguyen!", "an.nguyen@example.com"))
                .contains("must not have the e-mail address in it");
    }

    @Test
    void ignoresShortEmailAddress() {
        assertThat(rules.objection("orange lanterns", "an@example.com")).isEmpty();
    }

    @Property
    void acceptsOrRefusesAnyInput(@ForAll String password, @ForAll String email) {
        assertThat(rules.objection(password, email)).isNotNull();
    }
}
