package com.ieltsaiprep.api.platform.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.ieltsaiprep.api.platform.password.Passwords.Verdict;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

final class Argon2PasswordsTest {
    /** From the tests of the algorithm's reference implementation. */
    private static final String REFERENCE =
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    private final Argon2Passwords passwords = new Argon2Passwords(new Random(7));

    @Test
    void agreesWithTheReferenceImplementation() {
        assertThat(passwords.verify("password", REFERENCE)).isNotEqualTo(Verdict.WRONG);
        assertThat(passwords.verify("Password", REFERENCE)).isEqualTo(Verdict.WRONG);
    }

    @Test
    void wantsAHashOfLessEffortMadeAnew() {
        assertThat(passwords.verify("password", REFERENCE)).isEqualTo(Verdict.RIGHT_BUT_OUTDATED);
    }

    @Test
    void knowsThePasswordThatItHashed() {
        String hash = passwords.hash("seven green lanterns");

        assertThat(hash)
                .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[\\w+/]{22}\\$[\\w+/]{43}");
        assertThat(passwords.verify("seven green lanterns", hash)).isEqualTo(Verdict.RIGHT);
        assertThat(passwords.verify("seven green lantern", hash)).isEqualTo(Verdict.WRONG);
    }

    @Test
    void saltsEachHash() {
        assertThat(passwords.hash("seven green lanterns"))
                .isNotEqualTo(passwords.hash("seven green lanterns"));
    }

    @Test
    void takesALetterForTheSameHoweverItIsComposed() {
        String hash = passwords.hash("caf\u00e9 \ufb01ve lanterns");

        assertThat(passwords.verify("cafe\u0301 five lanterns", hash)).isEqualTo(Verdict.RIGHT);
    }

    @Test
    void takesNoPasswordWhereThereIsNoHash() {
        assertThat(passwords.verify("seven green lanterns", null)).isEqualTo(Verdict.WRONG);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "seven green lanterns",
                "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu",
                "$argon2id$v=16$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu",
                "$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu"
            })
    void refusesWhatItCannotHaveMade(String kept) {
        assertThatIllegalStateException()
                .isThrownBy(() -> passwords.verify("password", kept))
                .withMessageNotContaining("password,")
                .withMessage("a kept password is no Argon2id hash");
    }

    @Property(tries = 5)
    void hashesAnyText(@ForAll String password) {
        assertThat(passwords.verify(password, passwords.hash(password))).isEqualTo(Verdict.RIGHT);
    }
}
