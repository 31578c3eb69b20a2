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

/** Letters sent by Amazon SES, in plain text and as simple HTML. */
public final class SesEmailSender implements EmailSender {
    /** What SES says of a letter to nobody. */
    private static final Set<String> NOBODY =
            Set.of("InvalidParameterValue", "MissingParameter", "ValidationError");

    private final String from;
    private final String farewell;
    private final Supplier<SesClient> connect;
    private final Consumer<SdkException> unsent;
    private @Nullable SesClient client;

    /**
     * With no client yet: it is made for the first letter, since few requests need one.
     *
     * @param from the sender, such as {@code IELTS AI Prep <no-reply@ieltsaiprep.com>}
     * @param web the page's address, at the end of each letter
     * @param unsent is told of each letter that was not sent; the message may hold the address
     */
    public SesEmailSender(
            String from, String web, Supplier<SesClient> connect, Consumer<SdkException> unsent) {
        this.from = from;
        this.farewell = "IELTS AI Prep\n" + web;
        this.connect = connect;
        this.unsent = unsent;
    }

    @Override
    public boolean send(EmailAddress to, EmailMessage message) {
        try {
            client().sendEmail(request(List.of(to.text()), message));
            return true;
        } catch (SdkException e) {
            unsent.accept(e);
            return false;
        }
    }

    /** Asks SES to send it to nobody, which it refuses. */
    @Override
    public boolean pretend(EmailMessage message) {
        try {
            client().sendEmail(request(List.of(), message));
            return true;
        } catch (SesException e) {
            return e.awsErrorDetails() != null && NOBODY.contains(e.awsErrorDetails().errorCode());
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
        return String.join("\n\n", message.paragraphs()) + "\n\n-- \n" + farewell + "\n";
    }

    private String html(EmailMessage message) {
        return message.paragraphs().stream()
                .map(paragraph -> "<p>" + escaped(paragraph) + "</p>\n")
                .collect(
                        Collectors.joining(
                                "",
                                "<!doctype html>\n<html lang=\"en\"><body>\n",
                                "<p>"
                                        + farewell.replace("\n", "<br>\n")
                                        + "</p>\n</body></html>\n"));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
