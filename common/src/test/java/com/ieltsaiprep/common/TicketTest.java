package com.ieltsaiprep.common;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.StringLength;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.SplittableRandom;

class TicketTest {
    @Test
    void aSecretIs43CharactersOfBase64Url() {
        String secret = Ticket.newSecret(new SplittableRandom(1));

        assertThat(secret).matches("[A-Za-z0-9_-]{43}");
        assertThat(Ticket.isSecret(secret)).isTrue();
        assertThat(Ticket.isSecret(secret + "A")).isFalse();
        assertThat(Ticket.isSecret(secret.substring(1) + "=")).isFalse();
    }

    @Test
    void theKeyIsTheHashAndNotTheSecret() {
        assertThat(Ticket.redisKey("abc"))
                .isEqualTo(
                        "ticket:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void ignoresUnknownFields() {
        assertThat(
                        Ticket.fromJson(
                                "{\"sessionId\":\"s\",\"userId\":\"u\",\"signedInAt\":7,\"new\":1}"))
                .contains(new Ticket("s", "u", Instant.ofEpochMilli(7)));
    }

    @Test
    void refusesJsonThatIsNotATicket() {
        assertThat(Ticket.fromJson("{\"sessionId\":\"s\"}")).isEmpty();
        assertThat(Ticket.fromJson("{\"sessionId\":\"s\",\"userId\":null}")).isEmpty();
        assertThat(Ticket.fromJson("{\"sessionId\":\"s\",\"userId\":\"u\"}")).isEmpty();
        assertThat(Ticket.fromJson("{\"sessionId\":\"s\",\"userId\":\"u\",\"signedInAt\":\"7\"}"))
                .isEmpty();
        assertThat(Ticket.fromJson("[]")).isEmpty();
        assertThat(Ticket.fromJson("")).isEmpty();
    }

    @Property(tries = 200)
    void readsBackWhatItWrote(
            @ForAll @StringLength(max = 64) String sessionId,
            @ForAll @StringLength(max = 64) String userId,
            @ForAll @LongRange(min = 0, max = 4_000_000_000_000L) long signedInAtMs) {
        Ticket ticket = new Ticket(sessionId, userId, Instant.ofEpochMilli(signedInAtMs));

        assertThat(Ticket.fromJson(ticket.toJson())).contains(ticket);
    }
}
