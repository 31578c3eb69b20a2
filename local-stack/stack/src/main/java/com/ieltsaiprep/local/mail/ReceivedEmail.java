package com.ieltsaiprep.local.mail;

import java.time.Instant;
import java.util.List;

/**
 * E-mail that the stand-in of Amazon SES received and keeps for tests.
 *
 * @param id message id that the stand-in returned to the sender
 * @param at time of receipt, ISO 8601 in UTC
 * @param from sender, as an address or {@code Name <address>}
 * @param to addresses of the recipients
 * @param text plain-text body; empty if the e-mail has no such body
 * @param html HTML body; empty if the e-mail has no such body
 */
public record ReceivedEmail(
        String id,
        String at,
        String from,
        List<String> to,
        String subject,
        String text,
        String html) {
    /** Creates a received e-mail with an unmodifiable copy of {@code to}. */
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
