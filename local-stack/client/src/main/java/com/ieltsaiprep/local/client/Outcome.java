package com.ieltsaiprep.local.client;

import com.ieltsaiprep.gateway.protocol.CloseCode;
import com.ieltsaiprep.gateway.protocol.ErrorCode;
import com.ieltsaiprep.gateway.protocol.ServerMessage;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalInt;

/** Outcome of a conversation as it accumulates: problems, protocol errors and the ending. */
final class Outcome {
    private static final int MAX_PROBLEMS = 50;

    private final List<String> errors = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private boolean welcomed;
    private ServerMessage.@Nullable Ended ended;
    private OptionalInt closeCode = OptionalInt.empty();

    /** Notes that the gateway welcomed the right session. */
    void onWelcome() {
        welcomed = true;
    }

    void addProblem(String problem) {
        if (problems.size() < MAX_PROBLEMS) {
            problems.add(problem);
        }
    }

    void onError(ErrorCode code) {
        if (errors.size() < MAX_PROBLEMS) {
            errors.add(code.name());
        }
    }

    /** Notes that the gateway ended the conversation. */
    void onEnded(ServerMessage.Ended end) {
        ended = end;
    }

    /** Notes the close code of the last connection. */
    void onClosed(int code) {
        closeCode = OptionalInt.of(code);
    }

    ConversationResult.Ending ending() {
        return new ConversationResult.Ending(
                List.copyOf(errors), ended == null ? "" : ended.reason().name(), closeCode);
    }

    /** Adds the problems from before the ending. */
    void addProblems(List<String> to) {
        to.addAll(problems);
    }

    /** Adds the gateway's protocol errors, and what was wrong with the ending. */
    void addEndingProblems(List<String> to) {
        errors.forEach(code -> to.add("the gateway answered with the error " + code));
        if (!welcomed) {
            to.add("the gateway did not welcome the session");
        }
        if (ended == null) {
            to.add("the gateway did not say that the conversation had ended");
        }
        if (!Objects.equals(closeCode, OptionalInt.of(CloseCode.NORMAL.code()))) {
            to.add(
                    closeCode.isPresent()
                            ? "closed with code " + closeCode.getAsInt()
                            : "the connection was not closed");
        }
    }
}
