package com.ieltsaiprep.gateway.conversation;

import com.ieltsaiprep.gateway.capsule.History;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * Transcript of a conversation: its history, and planned sentences that are not yet confirmed as
 * spoken. A stream that takes over in between must know both.
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

    void addPlanned(String text) {
        if (planned.size() < MAX_PLANNED) {
            planned.add(text);
        }
    }

    /** Adds a sentence that Maya has spoken. */
    void addSpoken(String text) {
        planned.poll();
        history.add(History.Role.ASSISTANT, text);
    }

    /**
     * Moves planned sentences to the history at the end of a reply: unconfirmed ones were spoken
     * too.
     */
    void commitPlanned() {
        planned.forEach(said -> history.add(History.Role.ASSISTANT, said));
        planned.clear();
    }

    /** Adds words of the candidate's. */
    void addHeard(String text) {
        history.add(History.Role.USER, text);
    }

    /** Discards planned sentences that an interruption left unspoken. */
    void discardPlanned() {
        planned.clear();
    }

    /** Returns whether no planned sentence awaits its confirmation. */
    boolean isComplete() {
        return planned.isEmpty();
    }

    /**
     * Returns the messages that seed a stream: from the first USER message on, with planned
     * sentences.
     */
    List<History.Message> seed() {
        return withPlanned().seed();
    }

    /** Returns all messages, with planned sentences. */
    List<History.Message> messages() {
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
