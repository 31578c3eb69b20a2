package com.ieltsaiprep.infra.network;

import com.ieltsaiprep.infra.AwsRegion;

import java.util.List;

/**
 * Addresses and availability zones of a region's network.
 *
 * @param cidr range of the VPC; those of the regions do not overlap, so that they may be peered
 * @param zoneIds availability zones by id, since the name {@code us-east-1a} means another zone in
 *     each account, and some old zones of us-east-1 have neither Lambda nor current instance types
 */
record AddressPlan(String cidr, List<String> zoneIds) {
    private static final String BASE = "10.%d.%d.0/%d";

    static AddressPlan of(AwsRegion region) {
        return switch (region) {
            case VIRGINIA -> plan(20, "use1-az1", "use1-az2", "use1-az4");
            case IRELAND -> plan(21, "euw1-az1", "euw1-az2", "euw1-az3");
            case SINGAPORE -> plan(22, "apse1-az1", "apse1-az2", "apse1-az3");
        };
    }

    private static AddressPlan plan(int second, String... zoneIds) {
        return new AddressPlan(BASE.formatted(second, 0, 16), List.of(zoneIds));
    }

    /** Returns the range of the public subnet in a zone: 251 addresses. */
    String publicSubnet(int zone) {
        return subnet(zone, 24);
    }

    /** Returns the range of the private subnet in a zone: 4,091 addresses. */
    String privateSubnet(int zone) {
        return subnet(16 * (zone + 1), 20);
    }

    private String subnet(int third, int bits) {
        return BASE.formatted(Integer.parseInt(cidr.split("\\.", -1)[1]), third, bits);
    }
}
