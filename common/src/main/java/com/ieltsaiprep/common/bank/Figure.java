package com.ieltsaiprep.common.bank;

import java.util.Map;

/** Figure of a chart: a data figure, a process diagram or a pair of maps. */
public sealed interface Figure permits DataFigure, ProcessDiagram, MapPair {
    /** Returns the type of the figure in JSON, such as {@code grouped_bar}. */
    String type();

    /** Returns the members that the figure adds to the chart's JSON. */
    Map<String, Object> toJson();

    /** Returns all that the figure shows as text, with a table in Markdown or a numbered list. */
    String toText();
}
