package dev.tandem.workers.egress;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Addresses that no tool may reach, and the many ways to write them into a url. */
public final class HostileTargets {

    /** Of each range that is not public its ends and something between them. */
    public static final List<String> IPV4 = List.of(
            "0.0.0.0",
            "0.0.0.1",
            "0.255.255.255",
            "10.0.0.0",
            "10.0.0.1",
            "10.96.0.1",
            "10.255.255.255",
            "100.64.0.0",
            "100.64.0.1",
            "100.100.100.200",
            "100.127.255.255",
            "127.0.0.0",
            "127.0.0.1",
            "127.0.0.53",
            "127.1.2.3",
            "127.255.255.255",
            "168.63.129.16",
            "169.254.0.0",
            "169.254.169.254",
            "169.254.170.2",
            "169.254.255.255",
            "172.16.0.0",
            "172.17.0.1",
            "172.31.255.255",
            "192.0.0.0",
            "192.0.0.192",
            "192.0.0.255",
            "192.0.2.1",
            "192.88.99.1",
            "192.168.0.0",
            "192.168.0.1",
            "192.168.255.255",
            "198.18.0.1",
            "198.19.255.255",
            "198.51.100.7",
            "203.0.113.9",
            "224.0.0.1",
            "239.255.255.250",
            "240.0.0.1",
            "255.255.255.254",
            "255.255.255.255");

    static final List<String> IPV6 = List.of(
            "::",
            "::1",
            "::2",
            "::7f00:1",
            "::ffff:0:7f00:1",
            "64:ff9b:1::7f00:1",
            "100::1",
            "100:0:0:1::1",
            "2001::1",
            "2001:0:4136:e378:8000:63bf:3fff:fdd2",
            "2001:2::1",
            "2001:10::1",
            "2001:20::1",
            "2001:db8::1",
            "2002:7f00:1::1",
            "2002:a9fe:a9fe::1",
            "3fff::1",
            "5f00::1",
            "fc00::1",
            "fd00::1",
            "fd00:ec2::254",
            "fd12:3456:789a:1::1",
            "fe80::1",
            "fe80::a9fe:a9fe",
            "febf::1",
            "fec0::1",
            "ff02::1",
            "ff05::2",
            "ffff::1",
            "4000::1",
            "8000::1");

    /** Spellings of 127.0.0.1 and of clouds' metadata that one reader or another takes for them. */
    public static final List<String> ODD = List.of(
            "2130706433",
            "2852039166",
            "0x7f000001",
            "0x7f.0x0.0x0.0x1",
            "0x7f.1",
            "0X7F.0.0.1",
            "0177.0.0.1",
            "0177.0.0.01",
            "017700000001",
            "127.1",
            "127.0.1",
            "127.0x1",
            "0.0.0.0x1",
            "0",
            "0x0",
            "00000177.1",
            "127.0.0.1.",
            "127.0.0.01",
            "127.00.0.1",
            "0127.0.0.1",
            "169.254.43518",
            "0xa9fea9fe",
            "0251.0376.0251.0376",
            "425.510.425.510",
            "127.0.0.257",
            "127.0.0.1.1",
            "1.1.1.1.0x7f",
            "example.0x",
            "[::ffff:127.0.0.1]",
            "[::ffff:7f00:1]",
            "[0:0:0:0:0:ffff:127.0.0.1]",
            "[::127.0.0.1]",
            "[64:ff9b::127.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[64:ff9b::a9fe:a9fe]",
            "[64:ff9b::10.0.0.1]",
            "[::ffff:169.254.169.254]",
            "[::ffff:10.0.0.1]",
            "[0000:0000:0000:0000:0000:0000:0000:0001]",
            "[::0001]");

    private HostileTargets() {}

    /** Hosts as they stand in a url. */
    static List<String> hosts() {
        List<String> hosts = new ArrayList<>(IPV4);
        IPV6.forEach(address -> hosts.add("[" + address + "]"));
        hosts.addAll(ODD);
        hosts.addAll(names().keySet());
        return hosts;
    }

    /** Names, with what a resolver says of them. */
    static Map<String, List<InetAddress>> names() {
        Map<String, List<InetAddress>> names = new LinkedHashMap<>();
        int count = 0;
        for (String address : IPV4) {
            names.put("v4-" + count++ + ".attacker.test", List.of(InetAddress.ofLiteral(address)));
        }
        for (String address : IPV6) {
            names.put("v6-" + count++ + ".attacker.test", List.of(InetAddress.ofLiteral(address)));
        }
        InetAddress outside = InetAddress.ofLiteral("93.184.216.34");
        InetAddress inside = InetAddress.ofLiteral("127.0.0.1");
        names.put("outside-and-inside.attacker.test", List.of(outside, inside));
        names.put("inside-and-outside.attacker.test", List.of(inside, outside));
        names.put("both-families.attacker.test", List.of(InetAddress.ofLiteral("2606:2800:220:1::1"), inside));
        for (String known : List.of(
                "localhost",
                "localhost.localdomain",
                "ip6-localhost",
                "metadata",
                "metadata.google.internal",
                "kubernetes.default.svc",
                "temporal",
                "temporal-ui",
                "postgres",
                "livekit",
                "api",
                "127.0.0.1.nip.test",
                "host.docker.internal",
                "LOCALHOST",
                "localhost.")) {
            names.put(known, List.of(inside));
        }
        return names;
    }
}
