package com.ieltsaiprep.api.qr;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.platform.secret.OneTimeCode;
import com.ieltsaiprep.api.platform.secret.TokenGenerator;
import com.ieltsaiprep.common.Region;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Locale;
import java.util.Random;

class UserCodeTest {
    @Property
    void parsesEveryTypedForm(@ForAll Region region, @ForAll long seed) {
        UserCode code = UserCode.next(region, new TokenGenerator(new Random(seed)));

        assertThat(code.region()).isEqualTo(region);
        assertThat(code.formatted()).matches("[B-Z]{4}-[B-Z]{4}");
        assertThat(UserCode.parse(code.formatted())).contains(code);
        assertThat(UserCode.parse(code.code().letters().toLowerCase(Locale.ROOT))).contains(code);
        assertThat(UserCode.parse(" " + code.formatted().replace("-", " - ") + " ")).contains(code);
        assertThat(UserCode.parse("\u00a0" + code.formatted().replace("-", "–"))).contains(code);
    }

    @Property
    void refusesOtherText(@ForAll String typed) {
        assertThat(UserCode.parse(typed + "A")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "VBCD-FGH", "VBCD-FGHJK", "BBCD-FGHJ", "VACD-FGHJ", "V8CD-FGHJ"})
    void refusesMalformedCode(String typed) {
        assertThat(UserCode.parse(typed)).isEmpty();
    }

    @Test
    void omitsCodeFromToString() {
        assertThat(new UserCode(new OneTimeCode("VBCDFGHJ")).toString()).isEqualTo("UserCode[V…]");
    }
}
