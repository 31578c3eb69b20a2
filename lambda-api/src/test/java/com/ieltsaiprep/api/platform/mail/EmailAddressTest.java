package com.ieltsaiprep.api.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Locale;
import java.util.Optional;

final class EmailAddressTest {
    @ParameterizedTest
    @CsvSource({
        "an@example.com, an@example.com",
        "An.Nguyen@Example.COM, an.nguyen@example.com",
        "'  an@example.com ', an@example.com",
        "an+ielts@example.co.uk, an+ielts@example.co.uk",
        "o'brien@example.ie, o'brien@example.ie",
        "an@bücher.example, an@xn--bcher-kva.example",
        "an@BÜCHER.example, an@xn--bcher-kva.example",
        "an@xn--bcher-kva.example, an@xn--bcher-kva.example",
        "an@例え。テスト, an@xn--r8jz45g.xn--zckzah"
    })
    void parsesEveryAddressForm(String typed, String canonical) {
        assertThat(EmailAddress.parse(typed)).map(EmailAddress::text).contains(canonical);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "an",
                "an@",
                "@example.com",
                "an@@example.com",
                "an@example.com@example.com",
                "an@example",
                "an@localhost",
                "an@example.com.",
                "an@.example.com",
                "an@example..com",
                "an@-example.com",
                "an@exa_mple.com",
                "an@192.0.2.7",
                "an@[192.0.2.7]",
                "an@example.c",
                ".an@example.com",
                "an.@example.com",
                "a..n@example.com",
                "\"an\"@example.com",
                "an nguyen@example.com",
                "an@exam ple.com",
                "An <an@example.com>",
                "an@example.com,binh@example.com",
                "an@example.com;binh@example.com",
                "an@example.com\r\nBcc: binh@example.com",
                "an\r\nBcc:binh@example.com",
                "an\u0000@example.com",
                "an\u007f@example.com",
                "an@example.com\u0085x",
                "ån@example.com",
                "an@faß.example",
                "an@exam\u200dple.com",
                "an\ud800@example.com",
                "an@exam\ud800ple.com"
            })
    void refusesMalformedAddresses(String typed) {
        assertThat(EmailAddress.parse(typed)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("com.ieltsaiprep.common.testing.PastedTextCases#addresses")
    void parsesAddressInEveryPastedForm(String pasted, String clean) {
        assertThat(EmailAddress.parse(pasted)).isPresent().isEqualTo(EmailAddress.parse(clean));
    }

    @ParameterizedTest
    @MethodSource("com.ieltsaiprep.common.testing.PastedTextCases#refusedAddresses")
    void refusesInvisibleCharactersInside(String pasted) {
        assertThat(EmailAddress.parse(pasted)).isEmpty();
    }

    @Test
    void limitsLengthsLikeMailServers() {
        assertThat(EmailAddress.parse("a".repeat(64) + "@example.com")).isPresent();
        assertThat(EmailAddress.parse("a".repeat(65) + "@example.com")).isEmpty();
        assertThat(EmailAddress.parse("an@" + "a".repeat(63) + ".com")).isPresent();
        assertThat(EmailAddress.parse("an@" + "a".repeat(64) + ".com")).isEmpty();
        assertThat(EmailAddress.parse("an@" + "abcdefghi.".repeat(25) + "de")).isEmpty();
    }

    @Test
    void refusesNonCanonicalAddress() {
        assertThatIllegalArgumentException().isThrownBy(() -> new EmailAddress("An@example.com"));
    }

    @Test
    void omitsAddressFromToString() {
        assertThat(new EmailAddress("an@example.com")).hasToString("EmailAddress");
    }

    @Property
    void parsesItsOwnText(
            @ForAll @NumericChars @StringLength(min = 1, max = 20) String name,
            @ForAll @StringLength(min = 1, max = 20) String domain) {
        EmailAddress.parse(name + "x@" + domain + ".example")
                .ifPresent(
                        address ->
                                assertThat(EmailAddress.parse(address.text())).contains(address));
    }

    @Property
    void ignoresCaseAndBlanks(@ForAll @NumericChars @StringLength(min = 1, max = 20) String name) {
        Optional<EmailAddress> address = EmailAddress.parse(name + "x@example.com");

        assertThat(address).isPresent();
        assertThat(EmailAddress.parse("  " + (name + "x@example.com").toUpperCase(Locale.ROOT)))
                .isEqualTo(address);
    }

    @Property
    void refusesControlCharacters(@ForAll String typed) {
        assertThat(EmailAddress.parse(typed)).matches(this::isPrintable);
        assertThat(EmailAddress.parse("an@" + typed + ".com")).matches(this::isPrintable);
        assertThat(EmailAddress.parse(typed + "@example.com")).matches(this::isPrintable);
    }

    private boolean isPrintable(Optional<EmailAddress> address) {
        return address.isEmpty() || address.get().text().matches("[!-~]{6,254}");
    }

    @ParameterizedTest
    @CsvSource({
        "an@example.com, an@example.com",
        "an+1@example.com, an@example.com",
        "an+1+2@example.com, an@example.com",
        "a.n+1@example.com, a.n@example.com",
        "+an@example.com, +an@example.com",
        "a.n@gmail.com, an@gmail.com",
        "a.n+1.2@googlemail.com, an@gmail.com",
        "a.n@gmail.com.example.com, a.n@gmail.com.example.com"
    })
    void findsMailboxOfAddress(String address, String mailbox) {
        assertThat(new EmailAddress(address).mailbox()).isEqualTo(mailbox);
    }
}
