package com.ieltsaiprep.api.platform.ratelimit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** What is counted by. */
public final class RateLimitKey {
    private static final int NETWORK_BYTES = 7;

    private RateLimitKey() {}

    /**
     * The network of an address: an IPv4 address by itself, an IPv6 address by its first 56 bits. A
     * provider gives a home 56 to 64 bits of an address, and a rented machine often no fewer than
     * 56 (RFC 6177): of the first 64, one of them could choose 256, each with limits of its own.
     * What has only its 64 bits shares its limits with up to 255 neighbours, as whoever shares an
     * IPv4 address does. Who was given 48 bits counts as 256 networks.
     *
     * @param address a literal; anything else stands for itself
     */
    public static String network(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(parsed.getAddress(), 0, NETWORK_BYTES) + "/56"
                    : parsed.getHostAddress();
        } catch (IllegalArgumentException _) {
            return address;
        }
    }
}
