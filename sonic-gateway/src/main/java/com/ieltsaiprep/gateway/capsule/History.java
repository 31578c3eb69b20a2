package com.ieltsaiprep.gateway.capsule;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * History of a conversation, in memory only, from which the next stream is seeded. USER first,
 * alternating, the newest messages within the service's limits. Not thread-safe.
 */
public final class History {
    private final Limits limits;
    private final ArrayDeque<Message> messages = new ArrayDeque<>();
    private int bytes;

    /**
     * Limits of a history that the service accepts.
     *
     * @param bytes of all messages together, UTF-8
     * @param messages number of messages
     * @param pieceBytes of one piece of a message, UTF-8
     */
    public record Limits(int bytes, int messages, int pieceBytes) {
        /** Nova 2 Sonic's limits, as AWS documents them. */
        public static final Limits DEFAULT = new Limits(40_000, 40, 1_000);
    }

    /** Creates an empty history. */
    public History(Limits limits) {
        this.limits = limits;
    }

    /** Speaker of a message. */
    public enum Role {
        USER,
        ASSISTANT
    }

    /** Consecutive utterances of one speaker. */
    public record Message(Role role, String text) {
        private int bytes() {
            return text.getBytes(StandardCharsets.UTF_8).length;
        }

        @Override
        public String toString() {
            return "Message[%s, %d characters]".formatted(role, text.length());
        }
    }

    /** Adds an utterance and drops the oldest messages beyond the limits. */
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

    /** Returns the messages that seed a stream; the first is the USER's. */
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

    /** Returns all messages, oldest first. */
    public List<Message> messages() {
        return List.copyOf(messages);
    }

    /** Returns the size of the text held, bytes of UTF-8. */
    public int heldBytes() {
        return bytes;
    }

    private void push(Message message) {
        messages.add(message);
        bytes += message.bytes();
    }
}
