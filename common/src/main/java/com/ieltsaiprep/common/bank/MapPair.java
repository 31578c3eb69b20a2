package com.ieltsaiprep.common.bank;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Pair of maps of one place at two times, both on a grid of 12 columns (west to east) and 8 rows
 * (north to south). In JSON {@code categories} holds the names of the two times, and {@code areas}
 * a list of rectangles:
 *
 * <pre>{@code
 * {"label": "Hotel", "kind": "building", "column": 8, "row": 0, "columns": 4, "rows": 2,
 *  "plan": "Today"}
 * }</pre>
 *
 * {@code column} and {@code row} are those of the north-western cell, from 0; {@code plan} is one
 * of the times, and is absent where an area is the same on both maps. The areas of one map do not
 * overlap.
 *
 * @param times names of the two times, such as "1985" and "Today"
 * @param areas all areas of both maps
 */
public record MapPair(List<String> times, List<Area> areas) implements Figure {
    /** Width of the grid in cells. */
    static final int COLUMNS = 12;

    /** Height of the grid in cells. */
    static final int ROWS = 8;

    /** Kind of area, by which it is drawn. */
    public enum Kind {
        /** Building or group of buildings. */
        BUILDING,
        /** Grass, woods or gardens. */
        GREEN,
        /** Water. */
        WATER,
        /** Road, path or railway. */
        ROAD,
        /** Open or paved ground. */
        OPEN;

        /** Returns the kind's id in JSON, such as {@code building}. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Rectangle of cells on the grid.
     *
     * @param column westernmost column, from 0
     * @param row northernmost row, from 0
     * @param columns width in cells
     * @param rows height in cells
     */
    public record Cells(int column, int row, int columns, int rows) {
        /**
         * Creates a rectangle.
         *
         * @throws IllegalArgumentException if it is empty or not within the grid
         */
        public Cells {
            if (column < 0
                    || row < 0
                    || columns < 1
                    || rows < 1
                    || column + columns > COLUMNS
                    || row + rows > ROWS) {
                throw new IllegalArgumentException("cells outside the grid");
            }
        }

        private boolean overlaps(Cells other) {
            return column < other.column + other.columns
                    && other.column < column + columns
                    && row < other.row + other.rows
                    && other.row < row + rows;
        }

        /** Returns the part of the map in which the centre lies, such as "north-west". */
        private String position() {
            String across = third(2 * column + columns, 2 * COLUMNS, "west", "east");
            String down = third(2 * row + rows, 2 * ROWS, "north", "south");
            if (across.isEmpty() && down.isEmpty()) {
                return "centre";
            }
            return across.isEmpty() || down.isEmpty() ? down + across : down + "-" + across;
        }

        /** Returns the share of the map's area, such as "25%". */
        private String share() {
            return Math.round(100.0 * columns * rows / (COLUMNS * ROWS)) + "%";
        }

        private static String third(int centre, int whole, String low, String high) {
            if (3 * centre < whole) {
                return low;
            }
            return 3 * centre > 2 * whole ? high : "";
        }
    }

    /**
     * Labelled area of one map, or of both.
     *
     * @param label name of the area
     * @param kind what it is
     * @param cells where it is
     * @param time the map that shows it; empty if both do
     */
    public record Area(String label, Kind kind, Cells cells, Optional<String> time) {
        private boolean isOn(String map) {
            return time.isEmpty() || time.get().equals(map);
        }

        private Map<String, Object> toJson() {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("label", label);
            json.put("kind", kind.id());
            json.put("column", cells.column());
            json.put("row", cells.row());
            json.put("columns", cells.columns());
            json.put("rows", cells.rows());
            time.ifPresent(text -> json.put("plan", text));
            return json;
        }
    }

    /**
     * Creates a pair of maps.
     *
     * @throws IllegalArgumentException if there are not two times, an area belongs to another time,
     *     areas of one map overlap, or nothing differs between the maps
     */
    public MapPair {
        times = List.copyOf(times);
        areas = List.copyOf(areas);
        if (times.size() != 2 || times.getFirst().equals(times.getLast())) {
            throw new IllegalArgumentException("not two times: " + times);
        }
        for (Area area : areas) {
            if (area.time().isPresent() && !times.contains(area.time().get())) {
                throw new IllegalArgumentException(area.label() + " belongs to neither map");
            }
        }
        if (areas.stream().allMatch(area -> area.time().isEmpty())) {
            throw new IllegalArgumentException("both maps are the same");
        }
        for (String time : times) {
            requireDistinctCells(areas.stream().filter(area -> area.isOn(time)).toList());
        }
    }

    private static void requireDistinctCells(List<Area> map) {
        for (int first = 0; first < map.size(); first++) {
            for (Area other : map.subList(first + 1, map.size())) {
                if (map.get(first).cells().overlaps(other.cells())) {
                    throw new IllegalArgumentException(
                            map.get(first).label() + " overlaps " + other.label());
                }
            }
        }
    }

    @Override
    public String type() {
        return "map";
    }

    @Override
    public Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("categories", times);
        json.put("areas", areas.stream().map(Area::toJson).toList());
        return json;
    }

    @Override
    public String toText() {
        List<String> head = new ArrayList<>(List.of("Area", "Part of the map"));
        times.forEach(time -> head.add(time + " (share of the map)"));
        MarkdownTable table = new MarkdownTable(head);
        for (Area area : areas) {
            List<String> row = new ArrayList<>(List.of(area.label(), area.cells().position()));
            times.forEach(time -> row.add(area.isOn(time) ? area.cells().share() : "–"));
            table.add(row);
        }
        return table.toString();
    }
}
