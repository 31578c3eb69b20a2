package com.ieltsaiprep.local.simulation;

import com.ieltsaiprep.gateway.sonic.event.SonicOutput;

/** Outline of an event: its kind without its contents. */
final class EventOutline {
    private EventOutline() {}

    static String of(SonicOutput event) {
        return switch (event) {
            case SonicOutput.TextStart start -> "text " + start.role() + " " + start.stage();
            case SonicOutput.Text text -> "words " + text.role();
            case SonicOutput.ContentEnd end -> "end of " + end.type() + " " + end.stopReason();
            case SonicOutput.ToolUse use -> "tool " + use.toolName();
            case SonicOutput.AudioStart _,
                    SonicOutput.Audio _,
                    SonicOutput.ToolStart _,
                    SonicOutput.Interrupted _,
                    SonicOutput.Usage _,
                    SonicOutput.CompletionStart _,
                    SonicOutput.CompletionEnd _,
                    SonicOutput.Unknown _ ->
                    event.getClass().getSimpleName();
        };
    }
}
