package com.ieltsaiprep.local.model;

import com.ieltsaiprep.local.model.Examiner.ToolCall;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * Examiner script of the Nova Sonic stand-in: what Maya, the examiner, says, the tools she calls,
 * and misbehaviours of the model.
 *
 * <p>The first line is the greeting. The other lines follow in a cycle, each preceded by an
 * acknowledgement if there are any.
 *
 * @param lines turns of Maya, at least one
 * @param acknowledgements sentences such as {@code I see.}, used in a cycle; may be empty
 * @param misbehaviours wrong behaviours of the model that a test injects
 */
public record Script(
        List<Line> lines, List<String> acknowledgements, Set<Misbehaviour> misbehaviours) {
    /**
     * Creates an examiner script with unmodifiable copies of the collections. A null, which is a
     * missing field in JSON, becomes an empty collection or {@link BargeIn#CANONICAL}.
     *
     * @throws IllegalArgumentException if {@code lines} is null or empty
     */
    public Script {
        if (lines == null || lines.isEmpty()) {
            throw new IllegalArgumentException("a script needs at least one line");
        }
        lines = List.copyOf(lines);
        acknowledgements = List.copyOf(Objects.requireNonNullElse(acknowledgements, List.of()));
        misbehaviours = Set.copyOf(Objects.requireNonNullElse(misbehaviours, Set.of()));
    }

    /**
     * Turn of Maya, the examiner, in a script: a tool call, if any, then the sentences that she
     * speaks.
     *
     * @param tool tool call before the sentences; null for a turn without a tool call
     */
    public record Line(List<String> sentences, @Nullable ToolCall tool) {
        /** Creates a turn of Maya, the examiner, with an unmodifiable copy of {@code sentences}. */
        public Line {
            sentences = List.copyOf(sentences);
        }

        /** Creates a turn in which Maya, the examiner, speaks these sentences and calls no tool. */
        public static Line of(String... sentences) {
            return new Line(List.of(sentences), null);
        }
    }

    /** Misbehaviour of the speech model, which a test makes the Nova Sonic stand-in show. */
    public enum Misbehaviour {
        /** Leaves out every tool call of the script. */
        NEVER_CALLS_TOOL,
        /** Makes each tool call of the script twice. */
        CALLS_TOOL_TWICE,
        /** Makes each tool call of the script one turn of Maya's too early. */
        CALLS_TOOL_EARLY,
        /** Replaces the arguments of each tool call by truncated JSON. */
        BROKEN_TOOL_JSON,
        /** Takes 500 ms of silence for the end of the user's turn, instead of 1.5 to 2 s. */
        SPEAKS_INTO_PAUSES,
        /** Sends only the first half of the last sentence's audio in each reply. */
        STOPS_MID_WORD
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
    List<ToolCall> tools(int line) {
        boolean early = misbehaviours.contains(Misbehaviour.CALLS_TOOL_EARLY);
        ToolCall tool = at(early ? line + 1 : line).tool();
        if (tool == null || misbehaviours.contains(Misbehaviour.NEVER_CALLS_TOOL)) {
            return List.of();
        }
        if (misbehaviours.contains(Misbehaviour.BROKEN_TOOL_JSON)) {
            tool = new ToolCall(tool.name(), "{\"broken\": tr");
        }
        return misbehaviours.contains(Misbehaviour.CALLS_TOOL_TWICE)
                ? List.of(tool, tool)
                : List.of(tool);
    }

    private Line at(int line) {
        boolean first = line == 0 || lines.size() == 1;
        return lines.get(first ? 0 : 1 + (line - 1) % (lines.size() - 1));
    }

    /**
     * Returns a copy of this examiner script with other misbehaviours of the model.
     *
     * @param wrongs misbehaviours, which replace those of this script
     */
    public Script with(Misbehaviour... wrongs) {
        return new Script(lines, acknowledgements, Set.of(wrongs));
    }

    /** Creates an examiner script of these lines, without acknowledgements or misbehaviours. */
    public static Script of(Line... lines) {
        return new Script(List.of(lines), List.of(), Set.of());
    }

    /**
     * Returns the examiner script of part 1 of an IELTS speaking test: a greeting and fourteen
     * questions, without tool calls.
     */
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
                Set.of());
    }
}
