package com.ieltsaiprep.common.marking;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Reply fault: reason why a model's reply is invalid. All are repairable but those that the same
 * request would meet again.
 */
enum ReplyFault {
    /** Stopped by a guardrail or content filter, or by the size of the request: not repairable. */
    STOPPED(""),
    /** Cut off by the limit of tokens. */
    CUT_OFF("It was cut off because it was too long. Give fewer items and shorter sentences."),
    /** No call of a tool, or one that the service could not read. */
    NO_TOOL_CALL("It did not call the tool. Answer by calling the tool, with nothing beside it."),
    /** More than one call of a tool. */
    SEVERAL_TOOL_CALLS("It called the tool more than once. Call it exactly once."),
    /** Call of another tool. */
    OTHER_TOOL("It called a tool that does not exist. Call the tool that is offered."),
    /** A member of the tool's input is absent. */
    MISSING_MEMBER("A required field was missing. Fill in every field of the schema."),
    /** A member that the schema does not have. */
    UNKNOWN_MEMBER("It had a field that the schema does not have. Use the schema's fields only."),
    /** A value of another type, such as the text "7" for a number. */
    WRONG_TYPE("A field had a value of the wrong type. Follow the types of the schema."),
    /** A number that is no whole number within its limits. */
    WRONG_NUMBER("A number was not a whole number in its range. A band is one of 1 to 9."),
    /** A word that is none of the words to choose from. */
    UNKNOWN_CHOICE("A field had a value that is not offered. Choose one of the schema's values."),
    /** A text, or a list, far over its limit. */
    TOO_LONG("A text or a list was far too long. Keep to short sentences and few items."),
    /** A list with too few items. */
    TOO_SHORT("A list had too few items. Give as many as the instructions ask for.");

    private final String explanation;

    ReplyFault(String explanation) {
        this.explanation = explanation;
    }

    /** Returns whether the model may be asked once more. */
    boolean isRepairable() {
        return this != STOPPED;
    }

    /** Returns the sentences that tell the model what was wrong, in our own words only. */
    String explanation() {
        return explanation;
    }

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ReplyFault> of(String id) {
        return Arrays.stream(values()).filter(it -> it.id().equals(id)).findFirst();
    }
}
