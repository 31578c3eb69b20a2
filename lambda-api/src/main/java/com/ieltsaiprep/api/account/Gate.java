package com.ieltsaiprep.api.account;

import com.ieltsaiprep.api.http.Request;
import com.ieltsaiprep.api.limit.Limit;
import com.ieltsaiprep.api.limit.Limits;
import com.ieltsaiprep.api.limit.Spent;
import com.ieltsaiprep.api.limit.Subjects;
import com.ieltsaiprep.api.mail.EmailAddress;
import com.ieltsaiprep.api.session.Authentication;

import java.time.Instant;
import java.util.function.BiPredicate;

/** Who may ask, and how often. */
public record Gate(Authentication authentication, Limits limits) {
    String userId(Request request) {
        return authentication.authenticate(request).userId();
    }

    String userId(Request request, BiPredicate<String, Instant> allows) {
        return authentication.authenticate(request, allows).userId();
    }

    /** Refuses also whose sign-in was ended elsewhere a moment ago. */
    void confirm(Request request) {
        authentication.confirm(request);
    }

    Spent spend(Limit limit, Request request) {
        return limits.spend(limit, Subjects.network(request.sourceIp()));
    }

    Spent spend(Limit limit, EmailAddress email) {
        return limits.spend(limit, email.text());
    }

    Spent spend(Limit limit, EmailAddress email, Request request) {
        return limits.spend(limit, pair(email.text(), request));
    }

    Spent spend(Limit limit, String userId) {
        return limits.spend(limit, userId);
    }

    /**
     * Counts a letter that somebody asks for, by the mailbox, so that other addresses of it get no
     * letters besides.
     *
     * @param limit of those from one network; what is refused by it is not counted for all, so that
     *     nobody uses up by it what others may ask for
     * @return takes it back, if the letter does not go out
     */
    Spent spendLetter(Limit limit, EmailAddress email, Request request) {
        String mailbox = email.mailbox();
        Spent spent = limits.spend(limit, pair(mailbox, request));
        return knows(email, request) ? spent : spent.and(limits.spend(Limit.MAIL_ACCOUNT, mailbox));
    }

    /** Whether somebody was let in there from that network before. */
    boolean knows(EmailAddress email, Request request) {
        return limits.knows(pair(email.text(), request));
    }

    /** Somebody has shown that the account is theirs. */
    void remember(EmailAddress email, Request request) {
        limits.remember(pair(email.text(), request));
    }

    private static String pair(String email, Request request) {
        return email + " " + Subjects.network(request.sourceIp());
    }
}
