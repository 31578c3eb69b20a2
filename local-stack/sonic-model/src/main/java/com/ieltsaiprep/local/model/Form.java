package com.ieltsaiprep.local.model;

/**
 * Form in which the service deviates from its documentation, as recorded sessions show. Each can be
 * ordered alone; of one {@link Group} a stream has at most one.
 */
public enum Form {
    /** Sends {@code userSpeechStart}, and {@code userSpeechEnd} before the user's text. */
    SPEECH_EVENTS_BEFORE_TEXT(Group.SPEECH_EVENTS, 50, Seen.ON_BOTH),
    /** Sends {@code userSpeechStart}, and {@code userSpeechEnd} after the user's text. */
    SPEECH_EVENTS_AFTER_TEXT(Group.SPEECH_EVENTS, 40, Seen.ON_BOTH),
    /** Sends both events of the user's speech twice. */
    SPEECH_EVENTS_TWICE(Group.SPEECH_EVENTS, 10, Seen.ON_BOTH),

    /** Ends the user's text blocks with {@code PARTIAL_TURN}. */
    USER_PARTIAL_TURN(Group.STOP_REASON, 90, Seen.ON_BOTH),
    /** Ends every text and audio block with {@code PARTIAL_TURN}, the last of a reply too. */
    ALL_PARTIAL_TURN(Group.STOP_REASON, 10, Seen.ON_A_PHONE),

    /** Divides the text of an utterance into several blocks. */
    SEVERAL_USER_BLOCKS(Group.USER_BLOCKS, 40, Seen.ON_BOTH),
    /** Sends the last text of an utterance twice, under two content ids. */
    DUPLICATE_USER_BLOCK(Group.USER_BLOCKS, 10, Seen.ON_BOTH),

    /**
     * Sends {@code completionEnd} only {@value SonicDialogue#LATE_MS} ms after the session's end.
     */
    COMPLETION_END_LATE(Group.COMPLETION_END, 20, Seen.ON_BOTH),
    /** Sends no {@code completionEnd}. */
    COMPLETION_END_NEVER(Group.COMPLETION_END, 20, Seen.ON_BOTH),

    /**
     * Ends the user's turn {@value SonicDialogue#CLAUSE_PAUSE_MS} ms after a complete clause; after
     * an incomplete one, after the pause that the documentation states.
     */
    SEMANTIC_ENDPOINTING(Group.ENDPOINTING, 100, Seen.ON_BOTH),

    /** Sends the first audio of a reply 735 ms after the end of the user's speech. */
    FIRST_AUDIO_AFTER_SPEECH(Group.FIRST_AUDIO, 50, Seen.ON_NOVA_2_5),
    /** Sends the first audio of a reply 735 ms after the user's turn was found to have ended. */
    FIRST_AUDIO_AFTER_DETECTION(Group.FIRST_AUDIO, 50, Seen.ON_NOVA_2_5),

    /** Reports an interruption by the audio's stop reason {@code INTERRUPTED} alone. */
    BARGE_IN_AUDIO_ONLY(Group.BARGE_IN, 15, Seen.IN_INTEGRATIONS),
    /** Reports an interruption by a block without text that ends with {@code INTERRUPTED}. */
    BARGE_IN_STOP_REASON_ONLY(Group.BARGE_IN, 15, Seen.IN_INTEGRATIONS),
    /** Reports an interruption by the text alone, in a block that ends with {@code END_TURN}. */
    BARGE_IN_TEXT_ONLY(Group.BARGE_IN, 15, Seen.IN_INTEGRATIONS),
    /** Reports an interruption by {@code userSpeechStart} alone. */
    BARGE_IN_SPEECH_START_ONLY(Group.BARGE_IN, 15, Seen.ON_A_PHONE),

    /** Sends the response headers only after the client's first events. */
    HEADERS_AFTER_FIRST_EVENTS(Group.HEADERS, 100, Seen.ON_BOTH),

    /** Refuses audio between a tool call and the end of its result, but for what was under way. */
    AUDIO_REFUSED_DURING_TOOL_USE(Group.TOOL_AUDIO, 50, Seen.BY_ONE_USER),
    /** Accepts a tool result that is no JSON object. */
    TOOL_PROSE_ACCEPTED(Group.TOOL_PROSE, 0, Seen.NEVER),
    /** Accepts a second result for a tool call. */
    SECOND_TOOL_RESULT_ACCEPTED(Group.TOOL_REPEAT, 0, Seen.NEVER);

    private final Group group;
    private final int percent;
    private final String seen;

    /** Aspect in which forms exclude each other. */
    enum Group {
        SPEECH_EVENTS,
        STOP_REASON,
        USER_BLOCKS,
        COMPLETION_END,
        ENDPOINTING,
        FIRST_AUDIO,
        BARGE_IN,
        HEADERS,
        TOOL_AUDIO,
        TOOL_PROSE,
        TOOL_REPEAT
    }

    Form(Group group, int percent, String seen) {
        this.group = group;
        this.percent = percent;
        this.seen = seen;
    }

    Group group() {
        return group;
    }

    /** Returns the share of the streams of {@link Forms#draw} that have this form, percent. */
    int percent() {
        return percent;
    }

    /** Returns the model, the months and the kind of source in which this form was seen. */
    public String seen() {
        return seen;
    }

    private static final class Seen {
        static final String ON_BOTH =
                "Nova 2 and 2.5 Sonic, June to October 2026, recorded sessions of public projects";
        static final String ON_NOVA_2_5 =
                "Nova 2.5 Sonic, October 2026, recorded sessions of a public project";
        static final String ON_A_PHONE =
                "Nova 2 Sonic, June to October 2026, one recorded session by telephone";
        static final String IN_INTEGRATIONS =
                "Nova Sonic and Nova 2 Sonic, until 2026, code of public integrations";
        static final String BY_ONE_USER =
                "Nova 2 Sonic, June to October 2026, report of one production user";
        static final String NEVER = "not seen; the opposite of what users report of Nova 2 Sonic";
    }
}
