package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.client.api.ApiResponse;

import java.util.Map;
import java.util.UUID;

/** User without an account yet, with the values for the registration form. */
record NewUser(String email, String password, String name) {
    static NewUser random() {
        String random = UUID.randomUUID().toString();
        return new NewUser(
                "newcomer-" + random.substring(0, 13) + "@example.com",
                "brown-heron-" + random.substring(14),
                "Nguyen Thi " + random.substring(0, 8));
    }

    Map<String, Object> registration() {
        return Map.of(
                "email",
                email,
                "password",
                password,
                "name",
                name,
                "age_confirmed",
                true,
                "consent",
                Map.of("terms_version", "2026-11-01"));
    }

    /** Returns the body that confirms a registration. */
    static Map<String, Object> confirmation(ApiResponse registered, String code) {
        assertThat(registered.outcome()).isEqualTo("202");
        return Map.of("registration", registered.text("registration"), "code", code);
    }

    Map<String, Object> credentials() {
        return Map.of("email", email, "password", password, "device", "a phone of " + name);
    }

    /** Registers and confirms. */
    void register(RecordingApiClient client, Region region) {
        ApiResponse registered = client.post(region, "/auth/register", registration());
        Map<String, Object> confirmation = confirmation(registered, client.stack().code(email));
        assertThat(client.post(region, "/auth/confirm", confirmation).outcome()).isEqualTo("204");
    }

    /** Signs in. */
    ApiResponse signIn(RecordingApiClient client, Region region) {
        ApiResponse session = client.post(region, "/auth/sign-in", credentials());
        assertThat(session.outcome()).isEqualTo("200");
        return session;
    }
}
