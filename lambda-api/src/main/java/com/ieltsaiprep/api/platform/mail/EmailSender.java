package com.ieltsaiprep.api.platform.mail;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;

import java.net.URI;
import java.util.function.Consumer;

/** E-mail sender. Safe for concurrent use. */
public interface EmailSender {
    /**
     * Creates a sender through Amazon SES.
     *
     * @param from such as {@code IELTS AI Prep <no-reply@ieltsaiprep.com>}
     * @param web the web page's address, in the footer of each e-mail
     * @param region the AWS name of the region
     * @param endpoint an endpoint override; null: AWS's own
     * @param notSent is notified of each e-mail that was not sent; the message may hold the address
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

    /** Sends an e-mail; returns false if it was not sent, which the operators are told. */
    boolean send(EmailAddress to, EmailMessage message);

    /**
     * Does the same work as {@link #send}, and sends nothing.
     *
     * @return whether an e-mail would have been sent
     */
    boolean pretend(EmailMessage message);
}
