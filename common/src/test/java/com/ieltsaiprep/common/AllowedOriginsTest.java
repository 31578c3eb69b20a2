package com.ieltsaiprep.common;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;
import java.util.Set;

class AllowedOriginsTest {
    @Test
    void includesTheAppWithoutASetting() {
        assertThat(AllowedOrigins.read(new Settings(Map.<String, String>of()::get)))
                .isEqualTo(Set.of("capacitor://localhost", "https://localhost"));
    }

    @Test
    void includesTheAppBesideTheListedPages() {
        assertThat(read("https://www.ieltsaiprep.com, http://localhost:5173"))
                .containsExactlyInAnyOrder(
                        "https://www.ieltsaiprep.com",
                        "http://localhost:5173",
                        "capacitor://localhost",
                        "https://localhost");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"*", "https://a.example/", "HTTPS://a.example", "a.example", "https://a b"})
    void refusesWhatIsNoOrigin(String value) {
        assertThatThrownBy(() -> read(value))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("CORS_ORIGIN");
    }

    private static Set<String> read(String value) {
        Settings settings = new Settings(Map.of("CORS_ORIGIN", value)::get);
        Set<String> origins = AllowedOrigins.read(settings);
        settings.check();
        return origins;
    }
}
