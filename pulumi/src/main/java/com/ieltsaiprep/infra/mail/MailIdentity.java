package com.ieltsaiprep.infra.mail;

import com.ieltsaiprep.infra.AwsRegion;
import com.ieltsaiprep.infra.Names;
import com.pulumi.aws.route53.Record;
import com.pulumi.aws.route53.RecordArgs;
import com.pulumi.aws.sesv2.ConfigurationSet;
import com.pulumi.aws.sesv2.ConfigurationSetArgs;
import com.pulumi.aws.sesv2.EmailIdentity;
import com.pulumi.aws.sesv2.EmailIdentityArgs;
import com.pulumi.aws.sesv2.EmailIdentityMailFromAttributes;
import com.pulumi.aws.sesv2.EmailIdentityMailFromAttributesArgs;
import com.pulumi.aws.sesv2.inputs.ConfigurationSetDeliveryOptionsArgs;
import com.pulumi.aws.sesv2.inputs.ConfigurationSetSuppressionOptionsArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.CustomResourceOptions;

import java.util.List;
import java.util.Map;

/**
 * Domain as a sender of e-mails in a region of SES: DKIM signatures, a MAIL FROM domain of its own
 * for SPF, and TLS to every receiver. Opens and clicks are not tracked.
 */
public final class MailIdentity extends ComponentResource {
    private static final int DKIM_RECORDS = 3;
    private static final int TTL_SECONDS = 3_600;

    private final Inputs inputs;
    private final CustomResourceOptions child;

    /**
     * Inputs of the identity.
     *
     * @param names names of the stack
     * @param domain domain of the senders, such as {@code ieltsaiprep.com}
     * @param zoneId its hosted zone
     */
    public record Inputs(Names names, AwsRegion region, String domain, Output<String> zoneId) {}

    /**
     * Registers the identity.
     *
     * @param options with the provider of the region
     */
    public MailIdentity(String name, Inputs inputs, ComponentResourceOptions options) {
        super("ielts:mail:MailIdentity", name, options);
        this.inputs = inputs;
        this.child = CustomResourceOptions.builder().parent(this).build();
        ConfigurationSet configuration = configuration();
        EmailIdentity identity =
                new EmailIdentity(
                        resource("mail"),
                        EmailIdentityArgs.builder()
                                .emailIdentity(inputs.domain())
                                .configurationSetName(configuration.configurationSetName())
                                .build(),
                        child);
        for (int i = 0; i < DKIM_RECORDS; i++) {
            dkim(identity, i);
        }
        mailFrom(identity);
        if (inputs.region() == AwsRegion.VIRGINIA) {
            // One for all regions: receivers reject what neither DKIM nor SPF proves.
            record("dmarc", "_dmarc." + inputs.domain(), "TXT", "v=DMARC1; p=quarantine");
        }
        registerOutputs(Map.of());
    }

    private ConfigurationSet configuration() {
        return new ConfigurationSet(
                resource("mail"),
                ConfigurationSetArgs.builder()
                        .configurationSetName(inputs.names().of("mail"))
                        .deliveryOptions(
                                ConfigurationSetDeliveryOptionsArgs.builder()
                                        .tlsPolicy("REQUIRE")
                                        .build())
                        .suppressionOptions(
                                ConfigurationSetSuppressionOptionsArgs.builder()
                                        .suppressedReasons("BOUNCE", "COMPLAINT")
                                        .build())
                        .build(),
                child);
    }

    private void dkim(EmailIdentity identity, int index) {
        Output<String> token =
                identity.dkimSigningAttributes()
                        .applyValue(attributes -> attributes.tokens().get(index));
        new Record(
                resource("dkim-" + (index + 1)),
                RecordArgs.builder()
                        .zoneId(inputs.zoneId())
                        .name(Output.format("%s._domainkey.%s", token, inputs.domain()))
                        .type("CNAME")
                        .ttl(TTL_SECONDS)
                        .records(token.applyValue(text -> List.of(text + ".dkim.amazonses.com")))
                        .build(),
                child);
    }

    private void mailFrom(EmailIdentity identity) {
        String host = "mail-" + inputs.region().code() + "." + inputs.domain();
        new EmailIdentityMailFromAttributes(
                resource("mail"),
                EmailIdentityMailFromAttributesArgs.builder()
                        .emailIdentity(identity.emailIdentity())
                        .mailFromDomain(host)
                        .behaviorOnMxFailure("USE_DEFAULT_VALUE")
                        .build(),
                child);
        record(
                "mail-mx",
                host,
                "MX",
                "10 feedback-smtp." + inputs.region().awsName() + ".amazonses.com");
        record("mail-spf", host, "TXT", "v=spf1 include:amazonses.com -all");
    }

    private void record(String name, String host, String type, String value) {
        new Record(
                resource(name),
                RecordArgs.builder()
                        .zoneId(inputs.zoneId())
                        .name(host)
                        .type(type)
                        .ttl(TTL_SECONDS)
                        .records(value)
                        .build(),
                child);
    }

    private String resource(String name) {
        return name + "-" + inputs.region().code();
    }
}
