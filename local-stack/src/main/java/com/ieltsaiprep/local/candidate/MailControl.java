package com.ieltsaiprep.local.candidate;

import com.fasterxml.jackson.databind.JsonNode;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Client of the mail stand-in's control API. Blocks; thread-safe. */
public final class MailControl {
    private final StackHttpClient http;
    private final URI address;

    MailControl(StackHttpClient http, URI address) {
        this.http = http;
        this.address = address;
    }

    /** Email that the stand-in received, in plain text. */
    public record Email(String subject, String text) {
        /** Leaves out the text, which may hold a code. */
        @Override
        public String toString() {
            return "Letter[" + subject + "]";
        }
    }

    /** Returns the emails to an address, oldest first. */
    public List<Email> emailsTo(String email) {
        String query = "/mails?to=" + URLEncoder.encode(email, StandardCharsets.UTF_8);
        List<Email> emails = new ArrayList<>();
        for (JsonNode mail : http.getJson(address.resolve(query))) {
            emails.add(new Email(mail.path("subject").asText(), mail.path("text").asText()));
        }
        return List.copyOf(emails);
    }
}
