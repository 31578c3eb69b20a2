package com.ieltsaiprep.api.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.ieltsaiprep.api.platform.mail.EmailMessage.AccountDeleted;
import com.ieltsaiprep.api.platform.mail.EmailMessage.AlreadyRegistered;
import com.ieltsaiprep.api.platform.mail.EmailMessage.ConfirmAddress;
import com.ieltsaiprep.api.platform.mail.EmailMessage.PasswordChanged;
import com.ieltsaiprep.api.platform.mail.EmailMessage.ResetPassword;

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

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

final class SesEmailSenderTest {
    private static final EmailAddress AN = new EmailAddress("an@example.com");

    private final FakeSes ses = new FakeSes();
    private final List<SdkException> unsent = new ArrayList<>();
    private final SesEmailSender mail =
            new SesEmailSender(
                    "IELTS AI Prep <no-reply@ieltsaiprep.com>",
                    "https://www.example",
                    () -> ses,
                    unsent::add);

    static Stream<EmailMessage> letters() {
        return Stream.of(
                new ConfirmAddress("BCDF-GHJK"),
                new AlreadyRegistered(),
                new ResetPassword("BCDF-GHJK"),
                new PasswordChanged(),
                new AccountDeleted());
    }

    @ParameterizedTest
    @MethodSource("letters")
    void saysTheSameInTextAndInHtml(EmailMessage message) {
        assertThat(mail.send(AN, message)).isTrue();

        Message message = ses.sent.getFirst().message();
        assertThat(message.subject().data()).isEqualTo(message.subject());
        assertThat(message.body().text().data()).endsWith("\nhttps://www.example\n");
        assertThat(message.body().html().data()).contains("<br>\nhttps://www.example</p>");
        assertThat(message.paragraphs())
                .isNotEmpty()
                .allSatisfy(
                        paragraph -> {
                            assertThat(message.body().text().data()).contains(paragraph + "\n\n");
                            assertThat(message.body().html().data())
                                    .contains("<p>" + paragraph + "</p>");
                        });
    }

    @ParameterizedTest
    @MethodSource("letters")
    void keepsCodesOutOfLogs(EmailMessage message) {
        assertThat(message.toString()).doesNotContain("BCDF");
    }

    @Test
    void writesToOnePersonOnly() {
        mail.send(AN, new PasswordChanged());

        SendEmailRequest request = ses.sent.getFirst();
        assertThat(request.source()).isEqualTo("IELTS AI Prep <no-reply@ieltsaiprep.com>");
        assertThat(request.destination().toAddresses()).containsExactly("an@example.com");
        assertThat(request.destination().ccAddresses()).isEmpty();
        assertThat(request.destination().bccAddresses()).isEmpty();
    }

    @Test
    void saysThatALetterWasNotSent() {
        ses.failure = MessageRejectedException.builder().message("no").build();

        assertThat(mail.send(AN, new PasswordChanged())).isFalse();
        assertThat(unsent).containsExactly(ses.failure);
    }

    @Test
    void pretendsByALetterToNobody() {
        ses.failure = refused("InvalidParameterValue");

        assertThat(mail.pretend(new ResetPassword("BCDF-GHJK"))).isTrue();
        assertThat(ses.asked.destination().toAddresses()).isEmpty();
        assertThat(ses.asked.message().body().text().data()).contains("BCDF-GHJK");
        assertThat(ses.sent).isEmpty();
        assertThat(unsent).isEmpty();
    }

    @Test
    void knowsFromPretendingWhetherLettersGoOut() {
        for (SdkException failure :
                List.of(
                        refused("Throttling"),
                        refused("InternalFailure"),
                        MessageRejectedException.builder().message("no").build(),
                        SdkClientException.create("no way there"))) {
            ses.failure = failure;

            assertThat(mail.pretend(new ResetPassword("BCDF-GHJK"))).isFalse();
        }
        assertThat(unsent).isEmpty();
    }

    private static SdkException refused(String code) {
        return SesException.builder()
                .awsErrorDetails(AwsErrorDetails.builder().errorCode(code).build())
                .build();
    }

    private static final class FakeSes implements SesClient {
        final List<SendEmailRequest> sent = new ArrayList<>();
        SendEmailRequest asked = SendEmailRequest.builder().build();
        @Nullable SdkException failure;

        @Override
        public SendEmailResponse sendEmail(SendEmailRequest request) {
            asked = request;
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
