package com.ieltsaiprep.local.mail;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Mailbox: keeps the newest thousand e-mails. Thread-safe. */
final class Mailbox {
    private static final int MAX_EMAILS = 1_000;

    private final Deque<ReceivedEmail> emails = new ArrayDeque<>();

    synchronized void add(ReceivedEmail email) {
        if (emails.size() == MAX_EMAILS) {
            emails.removeFirst();
        }
        emails.addLast(email);
    }

    /** Returns the e-mails to an address, ignoring case, oldest first. */
    synchronized List<ReceivedEmail> to(String address) {
        return emails.stream()
                .filter(email -> email.to().stream().anyMatch(address::equalsIgnoreCase))
                .toList();
    }

    synchronized List<ReceivedEmail> all() {
        return List.copyOf(emails);
    }

    synchronized void clear() {
        emails.clear();
    }
}
