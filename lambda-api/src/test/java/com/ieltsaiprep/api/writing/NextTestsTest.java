package com.ieltsaiprep.api.writing;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.bank.WritingBank;
import com.ieltsaiprep.common.bank.WritingPrompt;
import com.ieltsaiprep.common.marking.WritingTask;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class NextTestsTest {
    private static final WritingBank BANK = WritingBank.load();

    private static List<String> next(List<String> used) {
        return NextTests.of(BANK, ExamModule.ACADEMIC_WRITING, used).stream()
                .map(WritingPrompt::taskId)
                .toList();
    }

    @Test
    void givesEveryTaskOnceAndThenTheOldest() {
        int tasks = BANK.tasks(ExamModule.ACADEMIC_WRITING, WritingTask.TASK_2).size();
        List<String> used = new ArrayList<>();
        for (int i = 0; i < tasks; i++) {
            List<String> next = next(used);
            assertThat(used).doesNotContainAnyElementsOf(next);
            used.addAll(0, next);
        }

        assertThat(next(used)).containsExactly("a1-01", "a2-01");
        used.addAll(0, List.of("a1-01"));
        assertThat(next(used)).containsExactly("a1-02", "a2-01");
    }
}
