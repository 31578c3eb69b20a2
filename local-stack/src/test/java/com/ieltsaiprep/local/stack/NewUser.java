package com.ieltsaiprep.local.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.common.Region;
import com.ieltsaiprep.local.stack.ApiClient.Response;

import java.util.Map;
import java.util.UUID;

/** Somebody who has no account yet, and what they type. */
record NewUser(String email, String password, String name) {
    static NewUser random() {
        String word = UUID.randomUUID().toString();
        return new NewUser(
                "newcomer-" + word.substring(0, 13) + "@example.com",
                "brown-heron-" + word.substring(14),
                "Nguyen Thi " + word.substring(0, 8));
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

    /** What confirms a registration. */
    static Map<String, Object> confirmation(Response registered, String code) {
        assertThat(registered.outcome()).isEqualTo("202");
        return Map.of("registration", registered.text("registration"), "code", code);
    }

    Map<String, Object> credentials() {
        return Map.of("email", email, "password", password, "device", "a phone of " + name);
    }

    /** Registers and confirms. */
    void join(ApiClient from, Region region) {
        Response registered = from.post(region, "/auth/register", registration());
        Map<String, Object> confirmation = confirmation(registered, from.stack().code(email));
        assertThat(from.post(region, "/auth/confirm", confirmation).outcome()).isEqualTo("204");
    }

    /** Signs in. */
    Response signIn(ApiClient from, Region region) {
        Response session = from.post(region, "/auth/sign-in", credentials());
        assertThat(session.outcome()).isEqualTo("200");
        return session;
    }
}
