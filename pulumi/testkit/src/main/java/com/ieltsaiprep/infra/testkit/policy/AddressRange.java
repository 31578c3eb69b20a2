package com.ieltsaiprep.infra.testkit.policy;

/**
 * Range of IPv4 addresses.
 *
 * @param first first address as a number
 * @param bits bits of the prefix
 */
record AddressRange(long first, int bits) {
    private static final int ADDRESS_BITS = 32;

    /**
     * Parses a range such as {@code 10.20.0.0/16}.
     *
     * @throws IllegalArgumentException if it is none
     */
    static AddressRange parse(String cidr) {
        if (!cidr.matches("\\d+\\.\\d+\\.\\d+\\.\\d+/\\d+")) {
            throw new IllegalArgumentException("not a range of IPv4 addresses: " + cidr);
        }
        String[] parts = cidr.split("[./]", -1);
        long address = 0;
        for (int i = 0; i < 4; i++) {
            address = address * 256 + Integer.parseInt(parts[i]);
        }
        return new AddressRange(address, Integer.parseInt(parts[4]));
    }

    boolean contains(AddressRange other) {
        return first <= other.first && other.last() <= last();
    }

    boolean overlaps(AddressRange other) {
        return first <= other.last() && other.first <= last();
    }

    private long last() {
        return first + (1L << (ADDRESS_BITS - bits)) - 1;
    }

    @Override
    public String toString() {
        return (first >> 24)
                + "."
                + (first >> 16 & 255)
                + "."
                + (first >> 8 & 255)
                + "."
                + (first & 255)
                + "/"
                + bits;
    }
}
