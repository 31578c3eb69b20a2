package com.ieltsaiprep.api.platform.ratelimit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** Rate-limit key: derives the subject of a count from a request. */
final class RateLimitKey {
    private static final int NETWORK_BYTES = 7;

    private RateLimitKey() {}

    /**
     * Returns the network of an address: an IPv4 address by itself, an IPv6 address by its first 56
     * bits. A provider assigns 56 to 64 bits to a home, and often no fewer than 56 to a rented
     * machine (RFC 6177): by 64 bits, one of them could choose among 256 keys. A client with its
     * own 64 bits shares its limits with up to 255 neighbours, as behind a shared IPv4 address; a
     * client with 48 bits counts as 256 networks.
     *
     * @param address a literal; anything else stands for itself
     */
    static String network(String address) {
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
