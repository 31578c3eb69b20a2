package com.ieltsaiprep.common.bank;

import java.util.Collections;
import java.util.List;

/** Table in Markdown, built row by row. */
final class MarkdownTable {
    private final StringBuilder text = new StringBuilder();

    MarkdownTable(List<String> head) {
        line(head);
        add(Collections.nCopies(head.size(), "---"));
    }

    void add(List<String> cells) {
        text.append('\n');
        line(cells);
    }

    private void line(List<String> cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
