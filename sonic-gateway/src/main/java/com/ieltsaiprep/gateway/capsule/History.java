package com.ieltsaiprep.gateway.capsule;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * History of a conversation: the newest messages of both sides within size limits, kept in memory
 * only, with which the next stream to Nova Sonic is seeded. Messages of the two speakers alternate.
 * Not thread-safe.
 */
public final class History {
    private final Limits limits;
    private final ArrayDeque<Message> messages = new ArrayDeque<>();
    private int bytes;

    /**
     * Size limits of a conversation history, above which Nova Sonic does not accept it.
     *
     * @param bytes maximum size of all messages together, bytes of UTF-8
     * @param messages maximum number of messages
     * @param pieceBytes maximum size of each of the pieces in which a message is sent, bytes of
     *     UTF-8
     */
    public record Limits(int bytes, int messages, int pieceBytes) {
        /**
         * Limits that AWS documents for Nova 2 Sonic: 40,000 bytes in 40 messages, sent in pieces
         * of 1,000 bytes.
         */
        public static final Limits DEFAULT = new Limits(40_000, 40, 1_000);
    }

    /** Creates an empty history that drops its oldest messages beyond {@code limits}. */
    public History(Limits limits) {
        this.limits = limits;
    }

    /**
     * Speaker of a message, in the model's terms: USER is the candidate, ASSISTANT the examiner.
     */
    public enum Role {
        USER,
        ASSISTANT
    }

    /**
     * Message of a conversation history: consecutive utterances of one speaker, joined by spaces.
     */
    public record Message(Role role, String text) {
        private int bytes() {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }

        @Override
        public String toString() {
            return "Message[%s, %d characters]".formatted(role, text.length());
        }
    }

    /**
     * Appends an utterance to the newest message if that has the same speaker, otherwise as a new
     * message; blank text is ignored. Then drops the oldest messages beyond the limits, but always
     * keeps the newest.
     */
    public void add(Role role, String text) {
        if (text.isBlank()) {
            return;
        }
        Message last = messages.peekLast();
        if (last != null && last.role == role) {
            bytes -= messages.removeLast().bytes();
            push(new Message(role, last.text + " " + text.strip()));
        } else {
            push(new Message(role, text.strip()));
        }
        while ((bytes > limits.bytes || messages.size() > limits.messages) && messages.size() > 1) {
            bytes -= messages.removeFirst().bytes();
        }
    }

    /**
     * Returns a copy of the messages with which the next stream is seeded, oldest first. The copy
     * begins with the candidate's first message, because Nova Sonic demands that a history begin
     * with the role USER.
     */
    public List<Message> seed() {
        List<Message> seed = new ArrayList<>(messages);
        for (Iterator<Message> all = seed.iterator(); all.hasNext(); ) {
            if (all.next().role == Role.USER) {
                break;
            }
            all.remove();
        }
        return List.copyOf(seed);
    }

    /** Returns a copy of all messages, oldest first. */
    public List<Message> messages() {
        return List.copyOf(messages);
    }

    /** Returns the size of all messages together, bytes of UTF-8. */
    public int heldBytes() {
        return bytes;
    }

    private void push(Message message) {
        messages.add(message);
        bytes += message.bytes();
    }
}
