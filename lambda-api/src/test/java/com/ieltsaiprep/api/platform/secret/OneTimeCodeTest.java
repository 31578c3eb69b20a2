package com.ieltsaiprep.api.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Locale;
import java.util.Random;

final class OneTimeCodeTest {
    @Property
    void parsesFormattedCode(@ForAll long seed) {
        OneTimeCode code = OneTimeCode.next(new TokenGenerator(new Random(seed)));

        assertThat(code.formatted()).matches("[B-Z]{4}-[B-Z]{4}").doesNotContainPattern("[AEIOUY]");
        assertThat(OneTimeCode.parse(code.formatted())).contains(code);
        assertThat(OneTimeCode.parse(code.formatted().toLowerCase(Locale.ROOT).replace('-', ' ')))
                .contains(code);
    }

    @ParameterizedTest
    @MethodSource("com.ieltsaiprep.common.testing.PastedTextCases#codes")
    void parsesCodeInEveryPastedForm(String pasted, String letters) {
        assertThat(OneTimeCode.parse(pasted)).contains(new OneTimeCode(letters));
    }

    @ParameterizedTest
    @MethodSource("com.ieltsaiprep.common.testing.PastedTextCases#refusedCodes")
    void refusesMalformedCode(String pasted) {
        assertThat(OneTimeCode.parse(pasted)).isEmpty();
    }

    @Property
    void omitsCodeFromToStringAndHash(@ForAll long seed) {
        OneTimeCode code = OneTimeCode.next(new TokenGenerator(new Random(seed)));

        assertThat(code).hasToString("OneTimeCode");
        assertThat(code.hash()).hasSize(64).doesNotContain(code.letters());
    }
}
