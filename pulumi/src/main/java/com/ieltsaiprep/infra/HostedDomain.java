package com.ieltsaiprep.infra;

import com.pulumi.core.Output;

/**
 * Domain of the stack in us-east-1, for records of its zone and listeners with TLS.
 *
 * @param name such as {@code ieltsaiprep.com}
 * @param zoneId hosted zone of the domain
 * @param certificateArn certificate in us-east-1 for the domain and {@code *.domain}
 */
public record HostedDomain(String name, Output<String> zoneId, Output<String> certificateArn) {}
