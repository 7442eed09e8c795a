package dev.tandem.workers.egress;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Tells public addresses from all others, by IANA's registries of special-purpose addresses (RFC 6890 and its
 * successors).
 */
final class PublicAddresses {

    private static final List<Network> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8", // this host
                    "10.0.0.0/8", // private
                    "100.64.0.0/10", // carrier-grade NAT; Alibaba's metadata
                    "127.0.0.0/8", // loopback
                    "168.63.129.16/32", // Azure's metadata
                    "169.254.0.0/16", // link-local; metadata of most clouds
                    "172.16.0.0/12", // private
                    "192.0.0.0/24", // protocol assignments; Oracle's metadata
                    "192.0.2.0/24", // documentation
                    "192.88.99.0/24", // 6to4 relays
                    "192.168.0.0/16", // private
                    "198.18.0.0/15", // benchmarks
                    "198.51.100.0/24", // documentation
                    "203.0.113.0/24", // documentation
                    "224.0.0.0/4", // multicast
                    "240.0.0.0/4", // reserved, broadcast
                    "2001::/23", // protocol assignments: Teredo, ORCHID, benchmarks
                    "2001:db8::/32", // documentation
                    "2002::/16", // 6to4
                    "3fff::/20") // documentation
            .map(Network::parse)
            .toList();

    /** All of IPv6 that is public today. */
    private static final Network GLOBAL_UNICAST = Network.parse("2000::/3");

    /** IPv4 addresses as IPv6 addresses, by which hosts without IPv4 reach them (RFC 6052). */
    private static final Network NAT64 = Network.parse("64:ff9b::/96");

    private PublicAddresses() {}

    static boolean contains(InetAddress address) {
        return switch (address) {
            case Inet4Address v4 -> isOfNoReservedRange(v4);
            case Inet6Address v6 when NAT64.contains(v6) -> isOfNoReservedRange(embedded(v6));
            case Inet6Address v6 -> GLOBAL_UNICAST.contains(v6) && isOfNoReservedRange(v6);
            default -> false;
        };
    }

    private static boolean isOfNoReservedRange(InetAddress address) {
        return NOT_PUBLIC.stream().noneMatch(network -> network.contains(address));
    }

    private static InetAddress embedded(Inet6Address address) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(address.getAddress(), 12, 16));
        } catch (UnknownHostException never) {
            throw new IllegalStateException("four bytes are an IPv4 address", never);
        }
    }
}
