package com.ieltsaiprep.api.platform.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;

final class Argon2PasswordsTest {
    /** Test vector of the algorithm's reference implementation. */
    private static final String REFERENCE =
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

    private final Argon2Passwords passwords = new Argon2Passwords(new Random(7));

    @Test
    void matchesReferenceImplementation() {
        assertThat(passwords.matches("password", REFERENCE)).isTrue();
        assertThat(passwords.matches("Password", REFERENCE)).isFalse();
    }

    @Test
    void detectsHashWithOutdatedParameters() {
        assertThat(passwords.isOutdated(REFERENCE)).isTrue();
    }

    @Test
    void matchesHashedPassword() {
        String hash = passwords.hash("seven green lanterns");

        assertThat(hash)
                .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[\\w+/]{22}\\$[\\w+/]{43}");
        assertThat(passwords.matches("seven green lanterns", hash)).isTrue();
        assertThat(passwords.matches("seven green lantern", hash)).isFalse();
        assertThat(passwords.isOutdated(hash)).isFalse();
    }

    @Test
    void saltsEachHash() {
        assertThat(passwords.hash("seven green lanterns"))
                .isNotEqualTo(passwords.hash("seven green lanterns"));
    }

    @Test
    void comparesNormalizedCharacters() {
        String hash = passwords.hash("caf\u00e9 \ufb01ve lanterns");

        assertThat(passwords.matches("cafe\u0301 five lanterns", hash)).isTrue();
    }

    @Test
    void matchesNoPasswordWithoutHash() {
        assertThat(passwords.matches("seven green lanterns", null)).isFalse();
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
    void refusesHashOfOtherFormat(String stored) {
        assertThatIllegalStateException()
                .isThrownBy(() -> passwords.matches("password", stored))
                .withMessageNotContaining("password,")
                .withMessage("a stored password is no Argon2id hash");
    }

    @Property(tries = 5)
    void hashesAnyText(@ForAll String password) {
        assertThat(passwords.matches(password, passwords.hash(password))).isTrue();
    }
}
