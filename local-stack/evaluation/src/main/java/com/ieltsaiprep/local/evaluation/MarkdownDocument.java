package com.ieltsaiprep.local.evaluation;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** Markdown document that is built from headings, paragraphs and tables. */
final class MarkdownDocument {
    private static final String NONE = "–";

    private final StringBuilder text = new StringBuilder();

    void heading(int level, String title) {
        block("#".repeat(level) + " " + title);
    }

    void paragraph(String line) {
        block(line);
    }

    private void block(String lines) {
        text.append(text.isEmpty() ? "" : "\n").append(lines).append('\n');
    }

    /** Adds a table whose first column is text and whose other columns are figures. */
    void table(List<String> names, List<List<String>> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(row(names));
        lines.add("|---" + "|---:".repeat(names.size() - 1) + "|");
        rows.forEach(cells -> lines.add(row(cells)));
        block(String.join("\n", lines));
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    /** Returns a figure of the metrics at a path with two decimals, or a dash. */
    static String figure(@Nullable Object metrics, String path) {
        return figure(Metrics.numberAt(metrics, path), 2);
    }

    /** Returns a figure of the metrics at a path with four decimals, or a dash. */
    static String fineFigure(@Nullable Object metrics, String path) {
        return figure(Metrics.numberAt(metrics, path), 4);
    }

    private static String figure(OptionalDouble value, int decimals) {
        return value.isEmpty()
                ? NONE
                : String.format(Locale.ROOT, "%." + decimals + "f", value.getAsDouble())
                        .replaceFirst("^-(0\\.0+)$", "$1");
    }

    /** Returns an estimate of the metrics at a path with its interval, or a dash. */
    static String estimate(@Nullable Object metrics, String path) {
        if (Metrics.numberAt(metrics, path + ".value").isEmpty()) {
            return NONE;
        }
        return "%s [%s, %s]"
                .formatted(
                        figure(metrics, path + ".value"),
                        figure(metrics, path + ".low"),
                        figure(metrics, path + ".high"));
    }

    /** Returns a whole number or text of the metrics at a path, or a dash. */
    static String plain(@Nullable Object metrics, String path) {
        Object value = Metrics.at(metrics, path);
        if (value instanceof Double number && number == Math.rint(number)) {
            return String.valueOf(Math.round(number));
        }
        return value == null ? NONE : value.toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
