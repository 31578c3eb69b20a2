package com.ieltsaiprep.common.bank;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Data figure: bars, lines, pies or a table of the same data, series by categories.
 *
 * @param kind how the data are drawn; the series of a pie figure are its two pies, those of a table
 *     its columns
 * @param unit unit of the values; empty for a table, whose columns have their own
 * @param categoryLabel common name of the categories, such as "Year"
 * @param categories labels of the categories, in their order
 * @param series the series, each with a value for each category
 */
public record DataFigure(
        Kind kind,
        Optional<String> unit,
        String categoryLabel,
        List<String> categories,
        List<Series> series)
        implements Figure {
    private static final BigDecimal WHOLE_PIE = BigDecimal.valueOf(100);

    /** Kind of data figure. */
    public enum Kind {
        /** One bar for each category. */
        BAR,
        /** Bars of two or more series side by side. */
        GROUPED_BAR,
        /** Lines over time. */
        LINE,
        /** Two pies, whose slices add up to 100 %. */
        PIE,
        /** Table. */
        TABLE;

        /** Returns the kind's id in JSON, such as {@code grouped_bar}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        private boolean allows(int series) {
            return switch (this) {
                case BAR -> series == 1;
                case PIE -> series == 2;
                case GROUPED_BAR, TABLE -> series >= 2 && series <= 5;
                case LINE -> series >= 1 && series <= 5;
            };
        }
    }

    /**
     * Series of values.
     *
     * @param name label of the series
     * @param values one value for each category, not negative
     */
    public record Series(String name, List<BigDecimal> values) {
        /** Creates a series. */
        public Series {
            values = List.copyOf(values);
        }

        private Map<String, Object> toJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("name", name);
            json.put("values", values);
            return json;
        }
    }

    /**
     * Creates a data figure.
     *
     * @throws IllegalArgumentException if the numbers of series and values do not match, a label is
     *     repeated, a value is negative, or the slices of a pie do not add up to 100
     */
    public DataFigure {
        categories = List.copyOf(categories);
        series = List.copyOf(series);
        require(kind.allows(series.size()), series.size() + " series in a " + kind.id());
        require(categories.size() >= 2, "fewer than two categories");
        require(unit.isPresent() != (kind == Kind.TABLE), "unit of a " + kind.id());
        requireDistinct(categories);
        requireDistinct(series.stream().map(Series::name).toList());
        for (Series each : series) {
            requireValues(kind, categories.size(), each);
        }
    }

    private static void requireValues(Kind kind, int categories, Series series) {
        List<BigDecimal> values = series.values();
        require(
                values.size() == categories,
                "%d values of %s for %d categories"
                        .formatted(values.size(), series.name(), categories));
        require(
                values.stream().allMatch(value -> value.signum() >= 0),
                "negative value of " + series.name());
        BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        require(
                kind != Kind.PIE || sum.compareTo(WHOLE_PIE) == 0,
                "slices of %s add up to %s".formatted(series.name(), sum));
    }

    private static void requireDistinct(List<String> labels) {
        require(labels.stream().distinct().count() == labels.size(), "repeated label in " + labels);
    }

    private static void require(boolean condition, String fault) {
        if (!condition) {
            throw new IllegalArgumentException(fault);
        }
    }

    @Override
    public String type() {
        return kind.id();
    }

    @Override
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        unit.ifPresent(text -> json.put("unit", text));
        json.put("x_label", categoryLabel);
        json.put("categories", categories);
        json.put("series", series.stream().map(Series::toJson).toList());
        return json;
    }

    @Override
    public String toText() {
        List<String> head = new ArrayList<>(List.of(categoryLabel));
        series.forEach(each -> head.add(each.name()));
        MarkdownTable table = new MarkdownTable(head);
        for (int row = 0; row < categories.size(); row++) {
            List<String> cells = new ArrayList<>(List.of(categories.get(row)));
            for (Series each : series) {
                cells.add(each.values().get(row).toPlainString());
            }
            table.add(cells);
        }
        return unit.map(text -> "Unit: " + text + "\n").orElse("") + table;
    }
}
