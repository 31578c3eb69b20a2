package com.ieltsaiprep.local.sonic;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Examiner script: Maya's lines, tool calls and injected misbehaviours.
 *
 * <p>Line 0 is the greeting; the others follow in a cycle, each after one of the acknowledgements.
 *
 * @param lines at least one
 * @param bargeIn how an interruption is reported
 */
public record Script(
        List<Line> lines,
        List<String> acknowledgements,
        Set<Misbehaviour> misbehaviours,
        BargeIn bargeIn) {
    /**
     * Replaces missing fields, as in JSON, by empty ones; {@code bargeIn} is canonical by default.
     */
    public Script {
        if (lines == null || lines.isEmpty()) {
            throw new IllegalArgumentException("a script needs at least one line");
        }
        lines = List.copyOf(lines);
        acknowledgements = List.copyOf(Objects.requireNonNullElse(acknowledgements, List.of()));
        misbehaviours = Set.copyOf(Objects.requireNonNullElse(misbehaviours, Set.of()));
        bargeIn = Objects.requireNonNullElse(bargeIn, BargeIn.CANONICAL);
    }

    /** Turn of Maya's: the tool call precedes the words. */
    public record Line(List<String> sentences, @Nullable Tool tool) {
        /** Copies the sentences. */
        public Line {
            sentences = List.copyOf(sentences);
        }

        /** Creates a line without a tool. */
        public static Line of(String... sentences) {
            return new Line(List.of(sentences), null);
        }
    }

    /**
     * Tool call, made only if the prompt has tools.
     *
     * @param arguments JSON text
     */
    public record Tool(String name, String arguments) {}

    /** Misbehaviour of a model, injected by a test. */
    public enum Misbehaviour {
        /** Calls no tool. */
        NEVER_CALLS_TOOL,
        /** Calls each tool twice. */
        CALLS_TOOL_TWICE,
        /** Calls each tool one line too early. */
        CALLS_TOOL_EARLY,
        /** Truncates the arguments of a tool. */
        BROKEN_TOOL_JSON,
        /** Takes half a second of silence for the end of a turn. */
        SPEAKS_INTO_PAUSES,
        /** Breaks off the last sentence of each reply. */
        STOPS_MID_WORD
    }

    /** Form of an interruption on the wire; the real model was seen to use each. */
    public enum BargeIn {
        /** Audio ends with END_TURN, then a text {@code interrupted} that ends INTERRUPTED. */
        CANONICAL,
        /** Audio ends with INTERRUPTED, no text. */
        AUDIO_ONLY,
        /** Audio ends with PARTIAL_TURN, then a text block without text ends INTERRUPTED. */
        STOP_REASON_ONLY,
        /** Audio ends with PARTIAL_TURN, then a text {@code interrupted} that ends END_TURN. */
        TEXT_ONLY
    }

    /** Returns the sentences of a line. */
    List<String> sentences(int line) {
        List<String> sentences = new ArrayList<>();
        if (line > 0 && !acknowledgements.isEmpty()) {
            sentences.add(acknowledgements.get((line - 1) % acknowledgements.size()));
        }
        sentences.addAll(at(line).sentences());
        return sentences;
    }

    /** Returns the tools to call before a line. */
    List<Tool> tools(int line) {
        boolean early = misbehaviours.contains(Misbehaviour.CALLS_TOOL_EARLY);
        Tool tool = at(early ? line + 1 : line).tool();
        if (tool == null || misbehaviours.contains(Misbehaviour.NEVER_CALLS_TOOL)) {
            return List.of();
        }
        if (misbehaviours.contains(Misbehaviour.BROKEN_TOOL_JSON)) {
            tool = new Tool(tool.name(), "{\"broken\": tr");
        }
        return misbehaviours.contains(Misbehaviour.CALLS_TOOL_TWICE)
                ? List.of(tool, tool)
                : List.of(tool);
    }

    private Line at(int line) {
        boolean first = line == 0 || lines.size() == 1;
        return lines.get(first ? 0 : 1 + (line - 1) % (lines.size() - 1));
    }

    /** Returns this script with other misbehaviours. */
    public Script with(BargeIn form, Misbehaviour... wrongs) {
        return new Script(lines, acknowledgements, Set.of(wrongs), form);
    }

    /** Creates a script of these lines, without acknowledgements. */
    public static Script of(Line... lines) {
        return new Script(List.of(lines), List.of(), Set.of(), BargeIn.CANONICAL);
    }

    /** Creates part 1 of a speaking test: a greeting and fourteen questions. */
    public static Script speakingTest() {
        return new Script(
                List.of(
                        Line.of(
                                "Good morning, my name is Maya, and I am your examiner today.",
                                "Could you tell me your full name, please?"),
                        Line.of("Do you work, or are you a student?"),
                        Line.of("What do you like most about it?"),
                        Line.of("Let's talk about your home town.", "Where do you come from?"),
                        Line.of("Has your home town changed much since you were a child?"),
                        Line.of("Would you say it is a good place for young people to live?"),
                        Line.of("Let's move on to talk about reading.", "Do you enjoy reading?"),
                        Line.of("What kinds of books did you read as a child?"),
                        Line.of("Do you prefer to read on paper or on a screen?"),
                        Line.of("I'd like to ask you about food.", "Who cooks in your home?"),
                        Line.of("Is there a dish that you would like to learn to cook?"),
                        Line.of("How often do you eat with your whole family?"),
                        Line.of("Now let's talk about travel.", "Do you like long journeys?"),
                        Line.of("Which country would you like to visit, and why?"),
                        Line.of("Do you take many photographs when you travel?")),
                List.of("Thank you.", "I see.", "All right.", "That's interesting."),
                Set.of(),
                BargeIn.CANONICAL);
    }
}
