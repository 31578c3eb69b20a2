package com.ieltsaiprep.api.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/** What is counted by. */
public final class Subjects {
    private static final int NETWORK_BYTES = 8;

    private Subjects() {}

    /**
     * The network of an address: an IPv4 address by itself, an IPv6 address by its first 64 bits,
     * since whoever has one has all with the same.
     *
     * @param address a literal; anything else stands for itself
     */
    public static String network(String address) {
        try {
            InetAddress parsed = InetAddress.ofLiteral(address);
            return parsed instanceof Inet6Address
                    ? HexFormat.of().formatHex(parsed.getAddress(), 0, NETWORK_BYTES) + "/64"
                    : parsed.getHostAddress();
        } catch (IllegalArgumentException _) {
            return address;
        }
    }
}
