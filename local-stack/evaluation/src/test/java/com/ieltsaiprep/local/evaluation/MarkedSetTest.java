package com.ieltsaiprep.local.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.ieltsaiprep.common.marking.Criterion;
import com.ieltsaiprep.common.marking.WritingTask;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class MarkedSetTest {
    private static final String ITEM =
            "{'id':'1','module':'academic_writing','task':'task_2','prompt':'P?',"
                    + "'response':'secretive words','group':{'l1':'x'},'marks':["
                    + "{'marker':'A','overall':6.5,'criteria':{'task_response':6}},"
                    + "{'marker':'B','overall':6.0,'criteria':{'task_response':7}},"
                    + "{'marker':'C','criteria':{'lexical_resource':5}}]}";

    @TempDir private Path folder;

    @Test
    void readsAnItem() throws IOException {
        MarkedItem item = read("\uFEFF" + ITEM, "").getFirst();

        assertThat(item.task()).isEqualTo(WritingTask.TASK_2);
        assertThat(item.answer().essay().text()).isEqualTo("secretive words");
        assertThat(item.groups()).isEqualTo(Map.of("l1", "x"));
        assertThat(item.reference()).hasValue(6.25);
        assertThat(item.reference(Criterion.TASK_RESPONSE)).hasValue(6.5);
        assertThat(item.reference(Criterion.LEXICAL_RESOURCE)).hasValue(5);
        assertThat(item.reference(Criterion.COHERENCE_AND_COHESION)).isEmpty();
        assertThat(item.submission().answers()).hasSize(1);
        assertThat(item).asString().doesNotContain("secretive");
    }

    @Test
    void aTask1IsSubmittedWithATask2ThatWasLeftOut() throws IOException {
        MarkedItem item =
                read(ITEM.replace("'task_2'", "'academic_task_1'")
                                .replace("task_resp", "task_achi")
                                .replace("achionse", "achievement"))
                        .getFirst();

        assertThat(item.submission().answers()).hasSize(2);
        assertThat(item.submission().answers().getLast().essay().text()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'id':'1'            | {'no':'1'                  | id is missing",
                "'academic_writing'   | 'academic_speaking'        | not a writing module",
                "'academic_writing'   | 'maths'                    | module is unknown",
                "'task_2'             | 'task_3'                   | task is unknown",
                "'task_2'             | 'general_task_1'           | not a test of"
                        + " ACADEMIC_WRITING",
                "'P?'                 | ''                         | prompt is missing",
                "'secretive words'    | 7                          | response is missing",
                "secretive words      | secretive\\u0000words      | response: control character",
                "{'l1':'x'}           | {'l1':1}                   | group.l1 is no text",
                "6.5                  | 6.3                        | overall is no half band",
                "6.5                  | 9.5                        | overall is no half band",
                "{'task_response':7}  | {'fluency':7}              | criteria has one",
                "'marker':'C'         | 'reader':'C'               | marker is missing",
                "{'lexical_resource':5} | {}                       | neither overall nor criteria",
                "'marks':[            | 'marks':[],'old':[         | marks is no list",
                "]}                   | ]                          | not JSON at column"
            })
    void namesLineAndFieldAndNotTheText(String old, String now, String message) {
        String invalid = ITEM.replace(old, now);
        assertThat(invalid).isNotEqualTo(ITEM);

        assertThatExceptionOfType(EvaluationException.class)
                .isThrownBy(() -> read("", invalid))
                .withMessageContaining("line 2: ")
                .withMessageContaining(message)
                .withMessageNotContaining("secretive");
    }

    @Test
    void idsAreUnique() {
        assertThatExceptionOfType(EvaluationException.class)
                .isThrownBy(() -> read(ITEM, ITEM))
                .withMessageContaining("line 2: id is that of an item before");
    }

    @Test
    void anEmptySetIsRefused() {
        assertThatExceptionOfType(EvaluationException.class)
                .isThrownBy(() -> read(""))
                .withMessageContaining("has no items");
    }

    private List<MarkedItem> read(String... lines) throws IOException {
        Path file = folder.resolve("set.jsonl");
        Files.writeString(file, String.join("\n", lines).replace('\'', '"'));
        return MarkedSet.read(file);
    }
}
