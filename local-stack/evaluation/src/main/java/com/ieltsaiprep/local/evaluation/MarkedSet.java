package com.ieltsaiprep.local.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.ieltsaiprep.common.ExamModule;
import com.ieltsaiprep.common.Json;
import com.ieltsaiprep.common.marking.Criterion;
import com.ieltsaiprep.common.marking.Essay;
import com.ieltsaiprep.common.marking.TaskAnswer;
import com.ieltsaiprep.common.marking.WritingTask;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reader of a marked set in JSON Lines: {@code {id, module, task, prompt, response, group?,
 * marks:[{marker, overall?, criteria?}]}} per line. Its messages name line and field, and never
 * quote a response.
 */
final class MarkedSet {
    private static final Json JSON = new Json(8, 200_000);
    private static final double TOP_BAND = 9;

    private final Set<String> ids = new HashSet<>();

    private MarkedSet() {}

    /**
     * Reads a marked set.
     *
     * @throws EvaluationException if the file cannot be read, has no items, or an item is invalid
     */
    static List<MarkedItem> read(Path file) {
        List<String> lines;
        try {
            lines = Files.readAllLines(file);
        } catch (IOException e) {
            throw new EvaluationException(file + " cannot be read as text in UTF-8", e);
        }
        MarkedSet set = new MarkedSet();
        List<MarkedItem> items = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                try {
                    items.add(set.item(lines.get(i)));
                } catch (IllegalArgumentException e) {
                    throw new EvaluationException(
                            "%s, line %d: %s".formatted(file, i + 1, e.getMessage()), e);
                }
            }
        }
        if (items.isEmpty()) {
            throw new EvaluationException(file + " has no items");
        }
        return items;
    }

    private MarkedItem item(String line) {
        Map<String, @Nullable Object> json = parse(line);
        String id = text(json, "id");
        if (!ids.add(id)) {
            throw new IllegalArgumentException("id is that of an item before");
        }
        ExamModule module =
                ExamModule.of(text(json, "module"))
                        .orElseThrow(() -> new IllegalArgumentException("module is unknown"));
        WritingTask task =
                WritingTask.of(text(json, "task"))
                        .orElseThrow(() -> new IllegalArgumentException("task is unknown"));
        TaskAnswer answer =
                new TaskAnswer(task, text(json, "prompt"), essay(text(json, "response")));
        return new MarkedItem(
                id,
                MarkedItem.submissionOf(module, answer),
                groups(json.get("group")),
                marks(json.get("marks"), task));
    }

    private static Map<String, @Nullable Object> parse(String line) {
        try {
            return Json.members(JSON.read(line.startsWith("\uFEFF") ? line.substring(1) : line));
        } catch (JsonProcessingException e) {
            int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
            throw new IllegalArgumentException("not JSON at column " + column, e);
        } catch (IOException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
    }

    private static Essay essay(String response) {
        try {
            return Essay.of(response);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("response: " + e.getMessage(), e);
        }
    }

    private static Map<String, String> groups(@Nullable Object value) {
        Map<String, String> groups = new TreeMap<>();
        Json.members(value)
                .forEach(
                        (name, group) -> {
                            if (!(group instanceof String text)) {
                                throw new IllegalArgumentException("group." + name + " is no text");
                            }
                            groups.put(name, text);
                        });
        return groups;
    }

    private static List<HumanMark> marks(@Nullable Object value, WritingTask task) {
        if (!(value instanceof List<?> list) || list.isEmpty()) {
            throw new IllegalArgumentException("marks is no list with marks");
        }
        return list.stream().map(mark -> mark(Json.members(mark), task)).toList();
    }

    private static HumanMark mark(Map<String, @Nullable Object> json, WritingTask task) {
        Map<String, @Nullable Object> bands = Json.members(json.get("criteria"));
        Map<Criterion, Double> criteria = new EnumMap<>(Criterion.class);
        for (Criterion criterion : task.criteria()) {
            if (bands.containsKey(criterion.id())) {
                criteria.put(criterion, band(bands.get(criterion.id()), criterion.id()));
            }
        }
        if (criteria.size() < bands.size()) {
            throw new IllegalArgumentException("criteria has one that is none of " + task.id());
        }
        Object overall = json.get("overall");
        if (overall == null && criteria.isEmpty()) {
            throw new IllegalArgumentException("a mark has neither overall nor criteria");
        }
        return new HumanMark(
                text(json, "marker"),
                Optional.ofNullable(overall).map(band -> band(band, "overall")),
                criteria);
    }

    private static double band(@Nullable Object value, String name) {
        if (value instanceof Number number) {
            double band = number.doubleValue();
            if (band >= 0 && band <= TOP_BAND && band * 2 == Math.rint(band * 2)) {
                return band;
            }
        }
        throw new IllegalArgumentException(name + " is no half band from 0 to 9");
    }

    private static String text(Map<String, @Nullable Object> json, String name) {
        if (json.get(name) instanceof String text
                && !(text.isEmpty() && !name.equals("response"))) {
            return text;
        }
        throw new IllegalArgumentException(name + " is missing or no text");
    }
}
