package com.ieltsaiprep.infra.dns;

import com.ieltsaiprep.infra.AwsRegion;
import com.pulumi.aws.Provider;
import com.pulumi.aws.acm.Certificate;
import com.pulumi.aws.acm.CertificateArgs;
import com.pulumi.aws.acm.CertificateValidation;
import com.pulumi.aws.acm.CertificateValidationArgs;
import com.pulumi.aws.acm.outputs.CertificateDomainValidationOption;
import com.pulumi.aws.route53.Record;
import com.pulumi.aws.route53.RecordArgs;
import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * TLS certificates of the domain and its hosts, one in each region: API Gateway and load balancers
 * accept only those of their own region, CloudFront only those of us-east-1.
 *
 * <p>A domain and its wildcard share one validation record, which is also the same for all
 * certificates of an account; so one record validates all of them, and their renewal.
 */
public final class DomainCertificates extends ComponentResource {
    private static final int TTL_SECONDS = 300;

    private final Map<AwsRegion, Output<String>> arns = new EnumMap<>(AwsRegion.class);

    /**
     * Registers the certificates.
     *
     * @param providers provider of each region
     */
    public DomainCertificates(DnsZone zone, Map<AwsRegion, Provider> providers) {
        super("ielts:dns:DomainCertificates", "certificates");
        Map<AwsRegion, Certificate> certificates = new EnumMap<>(AwsRegion.class);
        for (AwsRegion region : AwsRegion.values()) {
            certificates.put(
                    region,
                    new Certificate(
                            region.code() + "-domain",
                            CertificateArgs.builder()
                                    .domainName(zone.domain())
                                    .subjectAlternativeNames("*." + zone.domain())
                                    .validationMethod("DNS")
                                    .build(),
                            in(region, providers)));
        }
        Record validation =
                record(
                        zone,
                        Objects.requireNonNull(certificates.get(AwsRegion.VIRGINIA)),
                        in(AwsRegion.VIRGINIA, providers));
        certificates.forEach(
                (region, certificate) ->
                        arns.put(
                                region,
                                new CertificateValidation(
                                                region.code() + "-domain",
                                                CertificateValidationArgs.builder()
                                                        .certificateArn(certificate.arn())
                                                        .validationRecordFqdns(
                                                                validation
                                                                        .fqdn()
                                                                        .applyValue(List::of))
                                                        .build(),
                                                in(region, providers))
                                        .certificateArn()));
        registerOutputs(Map.of());
    }

    /** Returns the ARN of a region's certificate once it is valid. */
    public Output<String> arn(AwsRegion region) {
        return Objects.requireNonNull(arns.get(region));
    }

    private CustomResourceOptions in(AwsRegion region, Map<AwsRegion, Provider> providers) {
        return CustomResourceOptions.builder()
                .parent(this)
                .provider(Objects.requireNonNull(providers.get(region)))
                .build();
    }

    private static Record record(
            DnsZone zone, Certificate certificate, CustomResourceOptions options) {
        Output<CertificateDomainValidationOption> option =
                certificate.domainValidationOptions().applyValue(all -> all.get(0));
        return new Record(
                "certificate-validation",
                RecordArgs.builder()
                        .zoneId(zone.zoneId())
                        .name(option.applyValue(it -> it.resourceRecordName().orElseThrow()))
                        .type("CNAME")
                        .records(
                                option.applyValue(it -> it.resourceRecordValue().orElseThrow())
                                        .applyValue(List::of))
                        .ttl(TTL_SECONDS)
                        // Another stack's certificate of the domain has the same record.
                        .allowOverwrite(true)
                        .build(),
                options);
    }
}
