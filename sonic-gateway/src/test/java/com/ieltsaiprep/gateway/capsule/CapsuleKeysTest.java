package com.ieltsaiprep.gateway.capsule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.security.SecureRandom;

class CapsuleKeysTest {
    private static final String SECRET = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    @Test
    void readsKeysInTheirOrder() {
        CapsuleKeys keys = CapsuleKeys.of("b:" + SECRET + " , a-1:" + SECRET);

        assertThat(keys.keys()).extracting(CapsuleKeys.Key::id).containsExactly("b", "a-1");
        assertThat(keys.sealingKey().secret().getEncoded()).hasSize(32).startsWith(0, 1, 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                SECRET,
                ":" + SECRET,
                "a:" + SECRET + ",",
                "a:AAAA",
                "a:" + SECRET + "AAAA",
                "seventeen-letters:" + SECRET,
                "a b:" + SECRET,
                "a:" + SECRET + ",a:" + SECRET
            })
    void refusesAnythingElseWithoutShowingIt(String text) {
        assertThatThrownBy(() -> CapsuleKeys.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .doesNotContain("AAE");
    }

    @Test
    void generatesUniqueKeys() {
        SecureRandom random = new SecureRandom();
        CapsuleKeys one = CapsuleKeys.random(random);
        CapsuleKeys other = CapsuleKeys.random(random);

        assertThat(one.sealingKey().id()).isNotEqualTo(other.sealingKey().id()).hasSizeLessThan(17);
        assertThat(one.sealingKey().secret()).isNotEqualTo(other.sealingKey().secret());
    }

    @Test
    void doesNotShowItsSecrets() {
        assertThat(CapsuleKeys.of("a:" + SECRET).toString())
                .isEqualTo("CapsuleKeys[keys=[Key[a]]]");
    }
}
