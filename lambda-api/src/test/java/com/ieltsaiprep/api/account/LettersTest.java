package com.ieltsaiprep.api.account;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.platform.mail.EmailAddress;
import com.ieltsaiprep.api.platform.mail.EmailMessage;
import com.ieltsaiprep.api.platform.mail.EmailSender;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

final class LettersTest {
    private static final EmailMessage LETTER =
            new EmailMessage.BrowserApproved(
                    "Chrome on Windows", "Vietnam", Instant.parse("2026-11-20T12:03:59Z"));

    private final World world = new World();
    private final List<RuntimeException> unsent = new ArrayList<>();
    private final AccountMailer mailer =
            new AccountMailer(world.users, world.emailSender, unsent::add);

    @Test
    void goToTheAddressOfTheAccount() {
        mailer.send(world.someone(), LETTER);

        assertThat(world.emailSender.sent().getLast())
                .isEqualTo(new FakeMail.Sent(World.AN, LETTER));
        assertThat(LETTER.paragraphs())
                .contains("Chrome on Windows, Vietnam, 12:03 UTC on 20 November 2026");
    }

    @Test
    void areNotSentToNobody() {
        mailer.send("nobody", LETTER);

        assertThat(unsent).isEmpty();
    }

    @Test
    void areInTheWayOfNothing() {
        AccountMailer broken = new AccountMailer(world.users, new NoMail(), unsent::add);

        broken.send(world.someone(), LETTER);

        assertThat(unsent).hasSize(1);
    }

    private static final class NoMail implements EmailSender {
        @Override
        public boolean send(EmailAddress to, EmailMessage message) {
            throw new IllegalStateException("away");
        }

        @Override
        public boolean pretend(EmailMessage message) {
            throw new IllegalStateException("away");
        }
    }
}
