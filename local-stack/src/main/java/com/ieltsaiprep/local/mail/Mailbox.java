package com.ieltsaiprep.local.mail;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest thousand e-mails. Safe for many threads. */
final class Mailbox {
    private static final int MOST = 1_000;

    private final Deque<ReceivedEmail> emails = new ArrayDeque<>();

    synchronized void add(ReceivedEmail email) {
        if (emails.size() == MOST) {
            emails.removeFirst();
        }
        emails.addLast(email);
    }

    /** Those to an address, in upper or lower case; oldest first. */
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
