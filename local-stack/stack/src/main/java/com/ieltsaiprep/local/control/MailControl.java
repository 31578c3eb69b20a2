package com.ieltsaiprep.local.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.client.api.ApiClient;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Client of the control API of the mail stand-in, the local replacement of Amazon SES: reads the
 * e-mails that the product has sent. Its requests block. Thread-safe.
 */
public final class MailControl {
    private final ApiClient http;
    private final URI address;

    MailControl(ApiClient http, URI address) {
        this.http = http;
        this.address = address;
    }

    /**
     * E-mail that the product has sent through the mail stand-in: its subject and its plain text.
     */
    public record Email(String subject, String text) {
        /** Returns the subject only, because the text may hold a one-time code. */
        @Override
        public String toString() {
            return "Email[" + subject + "]";
        }
    }

    /**
     * Returns the e-mails that the product has sent to an address, oldest first; empty if it has
     * sent no e-mail to this address.
     */
    public List<Email> emailsTo(String email) {
        String query = "/mails?to=" + URLEncoder.encode(email, StandardCharsets.UTF_8);
        List<Email> emails = new ArrayList<>();
        for (JsonNode mail : http.json(address.resolve(query))) {
            emails.add(new Email(mail.path("subject").asText(), mail.path("text").asText()));
        }
        return List.copyOf(emails);
    }
}
