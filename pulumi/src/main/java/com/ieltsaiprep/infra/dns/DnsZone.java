package com.ieltsaiprep.infra.dns;

import com.pulumi.core.Output;

/**
 * Hosted zone of the product's domain in Route 53.
 *
 * @param zoneId id, such as {@code Z0123456789ABCDEFGHIJ}
 * @param domain name of the zone, such as {@code ieltsaiprep.com}
 */
public record DnsZone(Output<String> zoneId, String domain) {
    /** Returns the name of a host in the zone, such as {@code api-us.ieltsaiprep.com}. */
    public String host(String label) {
        return label + "." + domain;
    }
}
