package com.ieltsaiprep.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.mail.EmailAddress;
import com.ieltsaiprep.api.mail.Letter;
import com.ieltsaiprep.api.mail.Mail;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

final class LettersTest {
    private static final Letter LETTER =
            new Letter.BrowserApproved(
                    "Chrome on Windows", "Vietnam", Instant.parse("2026-11-20T12:03:59Z"));

    private final World world = new World();
    private final List<RuntimeException> unsent = new ArrayList<>();
    private final Letters letters = new Letters(world.users, world.mail, unsent::add);

    @Test
    void goToTheAddressOfTheAccount() {
        letters.send(world.someone(), LETTER);

        assertThat(world.mail.sent().getLast()).isEqualTo(new FakeMail.Sent(World.AN, LETTER));
        assertThat(LETTER.paragraphs())
                .contains("Chrome on Windows, Vietnam, 12:03 UTC on 20 November 2026");
    }

    @Test
    void areNotSentToNobody() {
        letters.send("nobody", LETTER);

        assertThat(unsent).isEmpty();
    }

    @Test
    void areInTheWayOfNothing() {
        Letters broken = new Letters(world.users, new NoMail(), unsent::add);

        broken.send(world.someone(), LETTER);

        assertThat(unsent).hasSize(1);
    }

    private static final class NoMail implements Mail {
        @Override
        public boolean send(EmailAddress to, Letter letter) {
            throw new IllegalStateException("away");
        }

        @Override
        public boolean pretend(Letter letter) {
            throw new IllegalStateException("away");
        }
    }
}
