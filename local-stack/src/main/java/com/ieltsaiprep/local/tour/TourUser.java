package com.ieltsaiprep.local.tour;

import com.ieltsaiprep.local.candidate.Ticket;

import org.jspecify.annotations.Nullable;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Who goes on the tour, and what they have by now. For one thread. */
final class TourUser {
    private final String email;
    private final String password;
    private final String name;
    private @Nullable String registration;
    private @Nullable DeviceSession phone;
    private @Nullable DeviceSession browser;
    private @Nullable Ticket ticket;
    private long signedInUs;
    private long ticketUs;
    private final Map<String, String> figures = new LinkedHashMap<>();

    /** A device that is signed in. */
    record DeviceSession(String accessToken, String refreshToken) {
        static DeviceSession by(ApiResponse session) {
            return new DeviceSession(session.text("access_token"), session.text("refresh_token"));
        }

        /** Without the tokens. */
        @Override
        public String toString() {
            return "SignedIn";
        }
    }

    /** Nobody whom anybody knows. */
    TourUser() {
        String word = UUID.randomUUID().toString();
        email = "tour-" + word.substring(0, 8) + "@example.com";
        password = "grey-heron-" + word.substring(9);
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

    /** Waits for a code, which counts with this secret. */
    void registered(String secret) {
        registration = secret;
    }

    String registration() {
        return Objects.requireNonNull(registration, "nobody has registered");
    }

    /** The phone is signed in since this time, µs. */
    void signedIn(DeviceSession session, long atUs) {
        phone = session;
        signedInUs = atUs;
    }

    DeviceSession phone() {
        return Objects.requireNonNull(phone, "the phone is not signed in");
    }

    long signedInUs() {
        return signedInUs;
    }

    void browserSignedIn(DeviceSession session) {
        browser = session;
    }

    DeviceSession browser() {
        return Objects.requireNonNull(browser, "the browser is not signed in");
    }

    /** There is a ticket since this time, µs. */
    void hasTicket(Ticket given, long atUs) {
        ticket = given;
        ticketUs = atUs;
    }

    Ticket ticket() {
        return Objects.requireNonNull(ticket, "there is no ticket");
    }

    long ticketUs() {
        return ticketUs;
    }

    /** Notes what is told again at the end. */
    void note(String figure, String value) {
        figures.put(figure, value);
    }

    Map<String, String> figures() {
        return figures;
    }
}
