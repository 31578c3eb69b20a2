package com.ieltsaiprep.common.marking;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.Json;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TimeZone;

/** One answer, one report, to the byte. */
final class MarkingReproducibilityTest {
    private static final Path GOLDEN =
            Path.of("src/test/resources/com/ieltsaiprep/common/marking/assessment.json");

    private static final String REPORT =
            MarkingSamples.REPORT.replace("Overall", "Overall, th\u00e9 IDEA I see is");

    @Test
    void reportsWhatTheGoldenFileSays() throws IOException {
        String report = report(REPORT, MarkingSamples.ESSAY);
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(GOLDEN, report + "\n");
        }

        assertThat(report).isEqualTo(Files.readString(GOLDEN).strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"tr-TR", "az-AZ", "lt-LT", "ar-EG-u-nu-arab", "de-DE", "hi-IN"})
    void reportsTheSameInEveryLocale(String language) {
        String expected = report(REPORT, MarkingSamples.ESSAY);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(language));
            assertThat(report(REPORT, MarkingSamples.ESSAY)).isEqualTo(expected);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void reportsTheSameInEveryTimeZone() {
        String expected = report(REPORT, MarkingSamples.ESSAY);
        TimeZone before = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            assertThat(report(REPORT, MarkingSamples.ESSAY)).isEqualTo(expected);
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void reportsTheSameForEveryFormOfTheSameText() {
        String expected = report(REPORT, MarkingSamples.ESSAY);

        assertThat(report(REPORT.replace("\n", "\r\n"), MarkingSamples.ESSAY.replace("\n", "\r")))
                .isEqualTo(expected);
        assertThat(report(REPORT.replace("\u00e9", "e\u0301"), MarkingSamples.ESSAY))
                .isEqualTo(expected);
        assertThat(report(REPORT + "\n\n ", MarkingSamples.ESSAY)).isEqualTo(expected);
    }

    private static String report(String report, String essay) {
        MarkingEngine engine = new MarkingEngine(MarkingSamples.CONFIG);
        MarkingState begun = engine.begin(MarkingSamples.test(report, essay));
        return Json.write(engine.assess(new ScriptedMarker().finish(engine, begun)).toJson());
    }
}
