package com.ieltsaiprep.common.bank;

import com.ieltsaiprep.common.bank.DataFigure.Series;
import com.ieltsaiprep.common.bank.MapPair.Area;
import com.ieltsaiprep.common.bank.MapPair.Cells;
import com.ieltsaiprep.common.bank.ProcessDiagram.Step;

import java.util.List;

/** Reader of a chart; throws {@link IllegalArgumentException} if it is not as described. */
final class ChartReader {
    private ChartReader() {}

    static Chart read(StrictObject json) {
        String title = json.text("title");
        Figure figure =
                switch (json.text("type")) {
                    case "process" -> process(json);
                    case "map" -> maps(json);
                    default -> data(json);
                };
        Chart chart = new Chart(title, figure, json.text("shape"));
        json.requireAllRead();
        return chart;
    }

    private static Figure data(StrictObject json) {
        return new DataFigure(
                json.constant("type", DataFigure.Kind.class),
                json.optionalText("unit"),
                json.text("x_label"),
                json.texts("categories"),
                json.objects("series").stream().map(ChartReader::series).toList());
    }

    private static Series series(StrictObject json) {
        Series series = new Series(json.text("name"), json.numbers("values"));
        json.requireAllRead();
        return series;
    }

    private static Figure process(StrictObject json) {
        List<Step> steps = json.objects("steps").stream().map(ChartReader::step).toList();
        return new ProcessDiagram(json.optionalFlag("cyclic"), steps);
    }

    private static Step step(StrictObject json) {
        Step step = new Step(json.text("label"), json.text("detail"));
        json.requireAllRead();
        return step;
    }

    private static Figure maps(StrictObject json) {
        List<Area> areas = json.objects("areas").stream().map(ChartReader::area).toList();
        return new MapPair(json.texts("categories"), areas);
    }

    private static Area area(StrictObject json) {
        Cells cells =
                new Cells(
                        json.number("column"),
                        json.number("row"),
                        json.number("columns"),
                        json.number("rows"));
        Area area =
                new Area(
                        json.text("label"),
                        json.constant("kind", MapPair.Kind.class),
                        cells,
                        json.optionalText("plan"));
        json.requireAllRead();
        return area;
    }
}
