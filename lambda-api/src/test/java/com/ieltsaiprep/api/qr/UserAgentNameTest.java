package com.ieltsaiprep.api.qr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserAgentNameTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "Chrome on Windows,Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537 Chrome/140"
                        + " Safari/537",
                "Edge on Windows,Mozilla/5.0 (Windows NT 10.0) Chrome/140 Safari/537 Edg/140.0",
                "Safari on Mac,Mozilla/5.0 (Macintosh; Intel Mac OS X 14) Version/19 Safari/605",
                "Safari on iPhone,Mozilla/5.0 (iPhone; CPU iPhone OS 19 like Mac OS X) Safari/604",
                "Chrome on iPad,Mozilla/5.0 (iPad; CPU OS 19 like Mac OS X) CriOS/140 Safari/604",
                "Samsung Internet on Android,Mozilla/5.0 (Linux; Android 15) SamsungBrowser/28"
                        + " Chrome/130",
                "Firefox on Linux,Mozilla/5.0 (X11; Linux x86_64; rv:142.0) Gecko/20100101"
                        + " Firefox/142.0",
                "Unknown browser,curl/8.0 <script>",
                "Unknown browser,``"
            })
    void namesBrowserAndPlatform(String name, String userAgent) {
        assertThat(UserAgentName.of(userAgent)).isEqualTo(name);
    }

    @ParameterizedTest
    @CsvSource({
        "VN,Vietnam",
        "IE,Ireland",
        "XX,unknown place",
        "vn,unknown place",
        "'',unknown place",
        "A1,unknown place"
    })
    void namesCountry(String code, String name) {
        assertThat(CountryName.of(code)).isEqualTo(name);
    }
}
