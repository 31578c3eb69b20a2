package com.ieltsaiprep.local.mail;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest thousand e-mails. Safe for many threads. */
final class Mailbox {
    private static final int MOST = 1_000;

    private final Deque<Mail> mails = new ArrayDeque<>();

    synchronized void add(Mail mail) {
        if (mails.size() == MOST) {
            mails.removeFirst();
        }
        mails.addLast(mail);
    }

    /** Those to an address, in upper or lower case; oldest first. */
    synchronized List<Mail> to(String address) {
        return mails.stream()
                .filter(mail -> mail.to().stream().anyMatch(address::equalsIgnoreCase))
                .toList();
    }

    synchronized List<Mail> all() {
        return List.copyOf(mails);
    }

    synchronized void clear() {
        mails.clear();
    }
}
