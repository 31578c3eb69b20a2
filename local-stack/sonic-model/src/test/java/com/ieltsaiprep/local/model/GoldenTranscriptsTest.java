package com.ieltsaiprep.local.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Holds the transcript of a session in each form against a golden file; {@code -Dgolden=write}
 * writes the files.
 */
class GoldenTranscriptsTest {
    private static final Path FOLDER = Path.of("src/test/resources/transcripts");
    private static final String DOCUMENTED = "Nova user guide, output events";
    private static final String RESULT = "{\"ok\":true}";
    private static final String PROSE = "It is done.";

    @Test
    void asDocumented() throws IOException {
        requireGolden("documented", DOCUMENTED, run(Forms.documented(), RESULT, 1));
    }

    @ParameterizedTest
    @EnumSource
    void eachFormAlone(Form form) throws IOException {
        String result = form == Form.TOOL_PROSE_ACCEPTED ? PROSE : RESULT;
        int results = form == Form.SECOND_TOOL_RESULT_ACCEPTED ? 2 : 1;
        List<String> transcript = run(Forms.of(form), result, results);

        requireGolden(form.name().toLowerCase(Locale.ROOT), form.seen(), transcript);
        // Headers are the transport's matter.
        if (form != Form.HEADERS_AFTER_FIRST_EVENTS) {
            assertThat(transcript)
                    .as("differs from a session as documented")
                    .isNotEqualTo(run(Forms.documented(), result, results));
        }
    }

    @Test
    void proseAsToolResult() throws IOException {
        requireGolden("tool_prose", DOCUMENTED, run(Forms.documented(), PROSE, 1));
    }

    @Test
    void secondToolResult() throws IOException {
        requireGolden("second_tool_result", DOCUMENTED, run(Forms.documented(), RESULT, 2));
    }

    @Test
    void withoutInput() throws IOException {
        requireGolden(
                "idle",
                "Nova 2 and 2.5 Sonic, spring and October 2026, reports of users",
                session(Forms.documented(), RESULT, 1).open().pass(60_000));
    }

    @Test
    void untilTheEndOfItsLife() throws IOException {
        ScriptedSession session =
                new ScriptedSession(
                        new ModelSettings(Forms.documented(), 10_000, 55_000, 3, 80, 0, false),
                        RESULT,
                        1);
        requireGolden(
                "lifetime",
                "Bedrock API reference, with a life of 10 s instead of 8 min",
                session.open().pass(12_000));
    }

    private static List<String> run(Forms forms, String result, int results) {
        return session(forms, result, results).run();
    }

    private static ScriptedSession session(Forms forms, String result, int results) {
        return new ScriptedSession(ModelSettings.of(forms), result, results);
    }

    private static void requireGolden(String name, String seen, List<String> transcript)
            throws IOException {
        List<String> lines = new ArrayList<>(List.of("# " + name, "# " + seen));
        lines.addAll(transcript);
        Path file = FOLDER.resolve(name + ".txt");
        if ("write".equals(System.getProperty("golden"))) {
            Files.createDirectories(FOLDER);
            Files.write(file, lines);
        }
        assertThat(lines).isEqualTo(Files.readAllLines(file));
    }

    @Test
    void theDocumentListsEachForm() throws IOException {
        List<String> listed =
                Files.readAllLines(Path.of("../../docs/sonic-model.md")).stream()
                        .filter(line -> line.matches("\\| `[A-Z0-9_]+` .*"))
                        .map(line -> line.substring(3, line.indexOf('`', 3)))
                        .toList();
        assertThat(listed).containsExactlyElementsOf(names());
    }

    private static List<String> names() {
        return Arrays.stream(Form.values()).map(Form::name).toList();
    }
}
