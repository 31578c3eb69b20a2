package com.ieltsaiprep.api.writing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.marking.Essay;
import com.ieltsaiprep.common.marking.MarkingState;
import com.ieltsaiprep.common.marking.Submission;
import com.ieltsaiprep.common.marking.TaskAnswer;
import com.ieltsaiprep.common.marking.WritingTask;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Tests of sealed markings, of the secrets they are sealed with, and of the hashes of texts. */
final class MarkingSealTest {
    private static final String OTHER = Base64.getEncoder().encodeToString(new byte[32]);
    private static final MarkingState STATE =
            new WritingModels(new FakeMarker(), "m", Optional.empty())
                    .engine()
                    .begin(test(WritingTexts.ESSAY).submission());

    private final MarkingSeal seal = seal(WritingWorld.SECRET);

    private static MarkingSeal seal(String secrets) {
        return new MarkingSeal(MarkingSecrets.parse(secrets), new Random(5));
    }

    private static SubmittedTest test(String essay) {
        return new SubmittedTest(
                new Submission(
                        ExamModule.ACADEMIC_WRITING,
                        List.of(
                                new TaskAnswer(
                                        WritingTask.TASK_2, WritingTexts.PROMPT, Essay.of(essay)))),
                List.of());
    }

    @Test
    void opensWhatItHasSealed() {
        String sealed = seal.seal(STATE, "context");

        assertThat(seal.open(sealed, "context").orElseThrow().toJson()).isEqualTo(STATE.toJson());
        assertThat(sealed).hasSizeLessThan(WritingTexts.ESSAY.length() * 2);
    }

    @Test
    void showsNothingOfText() {
        String sealed = seal.seal(STATE, "context");
        byte[] bytes = Base64.getDecoder().decode(sealed.substring(sealed.indexOf('.') + 1));

        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).doesNotContain("grandmother");
        assertThat(STATE.toJson()).contains("grandmother");
    }

    @Test
    void opensForSameContextOnly() {
        String sealed = seal.seal(STATE, "context");

        assertThat(seal.open(sealed, "another")).isEmpty();
        assertThat(seal(OTHER).open(sealed, "context")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "x", "x.y", "%1$s.", "%1$s.AAAA", "%1$s.?", "%1$s.%2$sAAAA"})
    void opensNothingElse(String form) {
        String[] sealed = seal.seal(STATE, "context").split("\\.", 2);

        assertThat(seal.open(form.formatted(sealed[0], sealed[1]), "context")).isEmpty();
    }

    @Test
    void detectsEveryChangedByte() {
        String[] sealed = seal.seal(STATE, "context").split("\\.", 2);
        byte[] bytes = Base64.getDecoder().decode(sealed[1]);
        for (int i = 0; i < bytes.length; i += 97) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            String text = sealed[0] + "." + Base64.getEncoder().encodeToString(changed);
            assertThat(seal.open(text, "context")).isEmpty();
        }
    }

    @Test
    void opensWithOlderSecretWhileItIsRotated() {
        String sealed = seal.seal(STATE, "context");

        assertThat(seal(OTHER + "," + WritingWorld.SECRET).open(sealed, "context")).isPresent();
    }

    @Test
    void hashesProveSameText() {
        TextHashes hashes = new TextHashes(MarkingSecrets.parse(WritingWorld.SECRET));
        String hash = hashes.hash(test(WritingTexts.ESSAY));

        assertThat(hash).matches("[0-9a-f]{64}");
        assertThat(hashes.matches(hash, test(WritingTexts.ESSAY))).isTrue();
        assertThat(hashes.matches(hash, test(WritingTexts.ESSAY + "."))).isFalse();
        TextHashes rotated =
                new TextHashes(MarkingSecrets.parse(OTHER + "," + WritingWorld.SECRET));
        assertThat(rotated.matches(hash, test(WritingTexts.ESSAY))).isTrue();
        assertThat(rotated.hash(test(WritingTexts.ESSAY))).isNotEqualTo(hash);
    }

    @Test
    void derivesDifferentKeysAndShowsNone() {
        MarkingSecret secret = MarkingSecret.parse(WritingWorld.SECRET);

        assertThat(secret.sealKey().getEncoded())
                .hasSize(32)
                .isNotEqualTo(secret.hashKey().getEncoded());
        assertThat(secret.id()).matches("[0-9a-f]{8}");
        assertThat(secret).hasToString("MarkingSecret[" + secret.id() + "]");
        assertThatIllegalArgumentException().isThrownBy(() -> MarkingSecret.parse("AAAA"));
    }
}
