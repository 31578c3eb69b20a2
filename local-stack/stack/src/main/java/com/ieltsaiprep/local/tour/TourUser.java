package com.ieltsaiprep.local.tour;

import com.fasterxml.jackson.databind.JsonNode;
import com.ieltsaiprep.local.client.ConversationTicket;
import com.ieltsaiprep.local.client.api.ApiResponse;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** User of the tour, with the state that the steps have reached. Not thread-safe. */
final class TourUser {
    private final String email;
    private final String password;
    private final String name;
    private @Nullable String userId;
    private @Nullable String registration;
    private @Nullable DeviceSession phone;
    private @Nullable DeviceSession browser;
    private @Nullable ConversationTicket ticket;
    private @Nullable WrittenTest writtenTest;
    private long signedInUs;
    private long ticketUs;
    private final Map<String, String> figures = new LinkedHashMap<>();

    /** Session of a device. */
    record DeviceSession(String accessToken, String refreshToken) {
        static DeviceSession from(ApiResponse session) {
            return new DeviceSession(session.text("access_token"), session.text("refresh_token"));
        }

        /** Returns the name of the record only, because the tokens are secret. */
        @Override
        public String toString() {
            return "DeviceSession";
        }
    }

    /**
     * Writing test that was submitted.
     *
     * @param body JSON object of the request
     * @param report JSON object of the assessment
     */
    record WrittenTest(String idempotencyKey, Map<String, Object> body, JsonNode report) {
        String assessmentId() {
            return report.path("assessment_id").asText();
        }

        /** Returns the id only, because the rest is the user's text. */
        @Override
        public String toString() {
            return "WrittenTest[" + assessmentId() + "]";
        }
    }

    /** Creates a user with a random e-mail address and password. */
    TourUser() {
        String random = UUID.randomUUID().toString();
        email = "tour-" + random.substring(0, 8) + "@example.com";
        password = "grey-heron-" + random.substring(9);
        name = "Nguyen Thi Tour";
    }

    String email() {
        return email;
    }

    String password() {
        return password;
    }

    String name() {
        return name;
    }

    /** Stores the account's id. */
    void setUserId(String id) {
        userId = id;
    }

    String userId() {
        return Objects.requireNonNull(userId, "the account was not found");
    }

    /** Stores the registration secret, which the confirmation needs beside the code. */
    void setRegistration(String secret) {
        registration = secret;
    }

    String registration() {
        return Objects.requireNonNull(registration, "the user has not registered");
    }

    /** Stores the phone's session and when it began, µs. */
    void setPhone(DeviceSession session, long atUs) {
        phone = session;
        signedInUs = atUs;
    }

    DeviceSession phone() {
        return Objects.requireNonNull(phone, "the phone is not signed in");
    }

    long signedInUs() {
        return signedInUs;
    }

    void setBrowser(DeviceSession session) {
        browser = session;
    }

    DeviceSession browser() {
        return Objects.requireNonNull(browser, "the browser is not signed in");
    }

    /** Stores the ticket and when it was received, µs. */
    void setTicket(ConversationTicket newTicket, long atUs) {
        ticket = newTicket;
        ticketUs = atUs;
    }

    ConversationTicket ticket() {
        return Objects.requireNonNull(ticket, "there is no ticket");
    }

    long ticketUs() {
        return ticketUs;
    }

    void setWrittenTest(WrittenTest test) {
        writtenTest = test;
    }

    WrittenTest writtenTest() {
        return Objects.requireNonNull(writtenTest, "there is no written test");
    }

    /** Adds a figure to the summary at the end. */
    void note(String figure, String value) {
        figures.put(figure, value);
    }

    Map<String, String> figures() {
        return figures;
    }
}
