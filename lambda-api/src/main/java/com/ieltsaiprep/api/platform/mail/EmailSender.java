package com.ieltsaiprep.api.platform.mail;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

import java.net.URI;
import java.util.function.Consumer;

/** Sender of e-mails to users; its methods block until the mail service answers. Thread-safe. */
public interface EmailSender {
    /**
     * Creates a sender of e-mails through Amazon SES.
     *
     * @param from sender, such as {@code IELTS AI Prep <no-reply@ieltsaiprep.com>}
     * @param web the web page's address, in the footer of each e-mail
     * @param region the AWS name of the region
     * @param endpoint replaces the address of SES; null for AWS's own
     * @param notSent receives the exception of each e-mail that was not sent; the exception's
     *     message may hold the recipient's address
     */
    static EmailSender ses(
            String from,
            String web,
            String region,
            AwsCredentialsProvider credentials,
            @Nullable URI endpoint,
            Consumer<SdkException> notSent) {
        return new SesEmailSender(
                from, web, new SesClients(region, credentials, endpoint), notSent);
    }

    /** Sends an e-mail; if that fails, reports it to the operators and returns false. */
    boolean send(EmailAddress to, EmailMessage message);

    /**
     * Does the same work as {@link #send} but sends nothing, so that a response's time does not
     * tell whether an e-mail was sent.
     *
     * @return whether an e-mail would have been sent
     */
    boolean pretend(EmailMessage message);
}
