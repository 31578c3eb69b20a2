package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.History;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * The history, and what Maya has planned to say and not yet been noted to have said: a stream that
 * takes over in between must know it.
 */
final class Transcript {
    private static final int MAX_PLANNED = 64;

    private final ArrayDeque<String> planned = new ArrayDeque<>();
    private final History.Limits limits;
    private final History history;

    Transcript(History.Limits limits) {
        this.limits = limits;
        this.history = new History(limits);
    }

    void add(History.Role role, String text) {
        history.add(role, text);
    }

    /** Maya is going to say this. */
    void planned(String text) {
        if (planned.size() < MAX_PLANNED) {
            planned.add(text);
        }
    }

    /** Maya has said this. */
    void spoken(String text) {
        planned.poll();
        history.add(History.Role.ASSISTANT, text);
    }

    /** Maya's reply is over: what was not noted to be said was said all the same. */
    void replied() {
        planned.forEach(said -> history.add(History.Role.ASSISTANT, said));
        planned.clear();
    }

    /** The candidate has said this. */
    void heard(String text) {
        history.add(History.Role.USER, text);
    }

    /** What Maya had planned she will not say. */
    void interrupted() {
        planned.clear();
    }

    /** Whether all that Maya planned was noted to be said. */
    boolean settled() {
        return planned.isEmpty();
    }

    /** For a stream: from the USER's first message on, with what is planned. */
    List<History.Message> seed() {
        return withPlanned().seed();
    }

    /** All that is kept, with what is planned. */
    List<History.Message> everything() {
        return withPlanned().messages();
    }

    private History withPlanned() {
        if (planned.isEmpty()) {
            return history;
        }
        History all = new History(limits);
        List<History.Message> messages = new ArrayList<>(history.messages());
        planned.forEach(text -> messages.add(new History.Message(History.Role.ASSISTANT, text)));
        messages.forEach(message -> all.add(message.role(), message.text()));
        return all;
    }

    int heldBytes() {
        int plannedChars = planned.stream().mapToInt(String::length).sum();
        return history.heldBytes() + plannedChars;
    }
}
