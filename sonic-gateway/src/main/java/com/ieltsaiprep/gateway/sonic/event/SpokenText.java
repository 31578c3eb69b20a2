package com.ieltsaiprep.gateway.sonic.event;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Filter of texts from Nova Sonic: leaves what was said, and removes what is the machine's. The
 * model is known to leak tool calls, thoughts and markers of its protocol into its texts; control
 * and bidirectional characters would disturb captions and prompts.
 */
final class SpokenText {
    /** Limit of the barge-in mark, which is JSON, characters; longer texts are not matched. */
    private static final int MAX_INTERRUPTION = 64;

    private static final Pattern INTERRUPTION =
            Pattern.compile(
                    "\\s*\\{\\s*[\"']?interrupted[\"']?\\s*:\\s*[\"']?true[\"']?\\s*,?\\s*}\\s*",
                    Pattern.CASE_INSENSITIVE);

    /** Thought of the model; one that is not closed goes on to the end. */
    private static final Pattern THOUGHT =
            Pattern.compile(
                    "<(thinking|thought|tool_call|function_call)\\b.*?(</\\1\\s*>|$)",
                    Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Text that is one JSON object or array, as a leaked tool call is. */
    private static final Pattern JSON =
            Pattern.compile("\\s*(\\{.*}|\\[\\s*[{\"\\]].*])\\s*", Pattern.DOTALL);

    /** Control characters, and format characters such as those of bidirectional text. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private SpokenText() {}

    /** Returns whether a text is the mark that reports a barge-in, in any spelling. */
    static boolean isInterruption(String text) {
        return text.length() <= MAX_INTERRUPTION && INTERRUPTION.matcher(text).matches();
    }

    /** Returns what was said; empty if the whole text is the machine's. */
    static String of(String text) {
        String said = THOUGHT.matcher(text).replaceAll(" ");
        if (JSON.matcher(said).matches() || said.strip().equalsIgnoreCase("null")) {
            return "";
        }
        String printable = UNPRINTABLE.matcher(said).replaceAll(SpokenText::replacement);
        return printable.isBlank() ? "" : printable;
    }

    /** Breaks of lines separate words; the other characters are within them. */
    private static String replacement(MatchResult match) {
        return switch (match.group()) {
            case "\n", "\r", "\t", "\u2028", "\u2029" -> " ";
            default -> "";
        };
    }
}
