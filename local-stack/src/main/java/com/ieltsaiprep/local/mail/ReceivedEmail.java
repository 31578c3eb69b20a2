package com.ieltsaiprep.local.mail;

import java.time.Instant;
import java.util.List;

/**
 * E-mail as the stand-in received it.
 *
 * @param at time of receipt, ISO 8601
 * @param text empty if there is none
 * @param html empty if there is none
 */
public record ReceivedEmail(
        String id,
        String at,
        String from,
        List<String> to,
        String subject,
        String text,
        String html) {
    /** Copies the list. */
    public ReceivedEmail {
        to = List.copyOf(to);
    }

    static ReceivedEmail of(String id, Instant at, QueryProtocolForm form) {
        return new ReceivedEmail(
                id,
                at.toString(),
                form.text("Source"),
                form.members("Destination.ToAddresses"),
                form.text("Message.Subject.Data"),
                form.text("Message.Body.Text.Data"),
                form.text("Message.Body.Html.Data"));
    }

    @Override
    public String toString() {
        return "ReceivedEmail[" + id + "]";
    }
}
