package com.ieltsaiprep.api.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ses.SesClient;
import software.amazon.awssdk.services.ses.model.Message;
import software.amazon.awssdk.services.ses.model.MessageRejectedException;
import software.amazon.awssdk.services.ses.model.SendEmailRequest;
import software.amazon.awssdk.services.ses.model.SendEmailResponse;
import software.amazon.awssdk.services.ses.model.SesException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

final class SesEmailSenderTest {
    private static final EmailAddress AN = new EmailAddress("an@example.com");

    private final FakeSes ses = new FakeSes();
    private final List<SdkException> failures = new ArrayList<>();
    private final SesEmailSender mail =
            new SesEmailSender(
                    "IELTS AI Prep <no-reply@ieltsaiprep.com>",
                    "https://www.example",
                    () -> ses,
                    failures::add);

    static Stream<EmailMessage> messages() {
        return Stream.of(
                EmailMessage.confirmAddress("BCDF-GHJK"),
                EmailMessage.alreadyRegistered(),
                EmailMessage.resetPassword("BCDF-GHJK"),
                EmailMessage.passwordChanged(),
                EmailMessage.browserApproved("Firefox on Windows", "Vietnam", Instant.EPOCH),
                EmailMessage.accountDeleted());
    }

    @ParameterizedTest
    @MethodSource("messages")
    void writesSameContentInTextAndHtml(EmailMessage message) {
        assertThat(mail.send(AN, message)).isTrue();

        Message sent = ses.sent.getFirst().message();
        assertThat(sent.subject().data()).isEqualTo(message.subject());
        assertThat(sent.body().text().data()).endsWith("\nhttps://www.example\n");
        assertThat(sent.body().html().data()).contains("<br>\nhttps://www.example</p>");
        assertThat(message.paragraphs())
                .isNotEmpty()
                .allSatisfy(
                        paragraph -> {
                            assertThat(sent.body().text().data()).contains(paragraph + "\n\n");
                            assertThat(sent.body().html().data())
                                    .contains("<p>" + paragraph + "</p>");
                        });
    }

    @ParameterizedTest
    @MethodSource("messages")
    void omitsCodesAndPlacesFromToString(EmailMessage message) {
        assertThat(message.toString()).doesNotContain("BCDF", "Vietnam");
    }

    @Test
    void sendsToOneRecipient() {
        mail.send(AN, EmailMessage.passwordChanged());

        SendEmailRequest request = ses.sent.getFirst();
        assertThat(request.source()).isEqualTo("IELTS AI Prep <no-reply@ieltsaiprep.com>");
        assertThat(request.destination().toAddresses()).containsExactly("an@example.com");
        assertThat(request.destination().ccAddresses()).isEmpty();
        assertThat(request.destination().bccAddresses()).isEmpty();
    }

    @Test
    void reportsUnsentEmail() {
        ses.failure = MessageRejectedException.builder().message("no").build();

        assertThat(mail.send(AN, EmailMessage.passwordChanged())).isFalse();
        assertThat(failures).containsExactly(ses.failure);
    }

    @Test
    void simulatesSendingWithoutRecipient() {
        ses.failure = serviceFailure("InvalidParameterValue");

        assertThat(mail.pretend(EmailMessage.resetPassword("BCDF-GHJK"))).isTrue();
        assertThat(ses.lastRequest.destination().toAddresses()).isEmpty();
        assertThat(ses.lastRequest.message().body().text().data()).contains("BCDF-GHJK");
        assertThat(ses.sent).isEmpty();
        assertThat(failures).isEmpty();
    }

    @Test
    void detectsOutageWhenSimulatingSending() {
        for (SdkException failure :
                List.of(
                        serviceFailure("Throttling"),
                        serviceFailure("InternalFailure"),
                        MessageRejectedException.builder().message("no").build(),
                        SdkClientException.create("no way there"))) {
            ses.failure = failure;

            assertThat(mail.pretend(EmailMessage.resetPassword("BCDF-GHJK"))).isFalse();
        }
        assertThat(failures).isEmpty();
    }

    private static SdkException serviceFailure(String code) {
        return SesException.builder()
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    private static final class FakeSes implements SesClient {
        final List<SendEmailRequest> sent = new ArrayList<>();
        SendEmailRequest lastRequest = SendEmailRequest.builder().build();
        @Nullable SdkException failure;

        @Override
        public SendEmailResponse sendEmail(SendEmailRequest request) {
            lastRequest = request;
            if (failure != null) {
                throw failure;
            }
            sent.add(request);
            return SendEmailResponse.builder().messageId("1").build();
        }

        @Override
        public String serviceName() {
            return SERVICE_NAME;
        }

        @Override
        public void close() {}
    }
}
