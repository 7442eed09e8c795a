package dev.tandem.workers.egress;

import java.net.InetAddress;

/**
 * A range of addresses.
 *
 * @param prefix how many leading bits of {@code base} an address shares
 */
record Network(InetAddress base, int prefix) {

    /**
     * Reads {@code 10.0.0.0/8} or {@code fd00::/8}; an address alone is a range of one.
     *
     * @throws IllegalArgumentException if it is neither
     */
    static Network parse(String cidr) {
        int slash = cidr.indexOf('/');
        InetAddress base = InetAddress.ofLiteral(slash < 0 ? cidr : cidr.substring(0, slash));
        int bits = base.getAddress().length * Byte.SIZE;
        int prefix = slash < 0 ? bits : Integer.parseInt(cidr.substring(slash + 1));
        if (prefix < 0 || prefix > bits) {
            throw new IllegalArgumentException("a prefix of " + cidr + " has 0 to " + bits + " bits");
        }
        return new Network(base, prefix);
    }

    boolean contains(InetAddress address) {
        byte[] own = base.getAddress();
        byte[] other = address.getAddress();
        if (own.length != other.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int differing = own[bit / Byte.SIZE] ^ other[bit / Byte.SIZE];
            if ((differing & (0x80 >> (bit % Byte.SIZE))) != 0) {
                return false;
            }
        }
        return true;
    }
}
