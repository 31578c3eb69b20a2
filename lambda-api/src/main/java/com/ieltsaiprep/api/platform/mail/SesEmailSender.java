package com.ieltsaiprep.api.platform.mail;

import org.jspecify.annotations.Nullable;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.Content;
import software.amazon.awssdk.services.ses.model.SendEmailRequest;
import software.amazon.awssdk.services.ses.model.SesException;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** E-mail sender through Amazon SES, in plain text and simple HTML. */
final class SesEmailSender implements EmailSender {
    /** SES's errors for an e-mail without a recipient. */
    private static final Set<String> NO_RECIPIENT =
            Set.of("InvalidParameterValue", "MissingParameter", "ValidationError");

    private final String from;
    private final String footer;
    private final Supplier<SesClient> connect;
    private final Consumer<SdkException> notSent;
    private @Nullable SesClient client;

    /** Creates a sender without a client, which is created for the first e-mail. */
    SesEmailSender(
            String from, String web, Supplier<SesClient> connect, Consumer<SdkException> notSent) {
        this.from = from;
        this.footer = "IELTS AI Prep\n" + web;
        this.connect = connect;
        this.notSent = notSent;
    }

    @Override
    public boolean send(EmailAddress to, EmailMessage message) {
        try {
            client().sendEmail(request(List.of(to.text()), message));
            return true;
        } catch (SdkException e) {
            notSent.accept(e);
            return false;
        }
    }

    /** Calls SES with an e-mail that has no recipient, so that SES refuses it and sends nothing. */
    @Override
    public boolean pretend(EmailMessage message) {
        try {
            client().sendEmail(request(List.of(), message));
            return true;
        } catch (SesException e) {
            return e.awsErrorDetails() != null
                    && NO_RECIPIENT.contains(e.awsErrorDetails().errorCode());
        } catch (SdkException _) {
            return false;
        }
    }

    private synchronized SesClient client() {
        if (client == null) {
            client = connect.get();
        }
        return client;
    }

    private SendEmailRequest request(List<String> to, EmailMessage message) {
        return SendEmailRequest.builder()
                .source(from)
                .destination(destination -> destination.toAddresses(to))
                .message(
                        it ->
                                it.subject(content(message.subject()))
                                        .body(
                                                body ->
                                                        body.text(content(text(message)))
                                                                .html(content(html(message)))))
                .build();
    }

    private static Content content(String data) {
        return Content.builder().charset(StandardCharsets.UTF_8.name()).data(data).build();
    }

    private String text(EmailMessage message) {
        return String.join("\n\n", message.paragraphs()) + "\n\n-- \n" + footer + "\n";
    }

    private String html(EmailMessage message) {
        return message.paragraphs().stream()
                .map(paragraph -> "<p>" + escaped(paragraph) + "</p>\n")
                .collect(
                        Collectors.joining(
                                "",
                                "<!doctype html>\n<html lang=\"en\"><body>\n",
                                "<p>" + footer.replace("\n", "<br>\n") + "</p>\n</body></html>\n"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
