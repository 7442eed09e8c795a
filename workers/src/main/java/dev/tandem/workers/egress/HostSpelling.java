package dev.tandem.workers.egress;

import java.util.regex.Pattern;

/**
 * Finds hosts that are IPv4 addresses to some readers and names to others: {@code 0x7f.1}, {@code 0177.0.0.1}, {@code
 * 2130706433}. The URL standard reads every host whose last label is a number as an IPv4 address; here such a host has
 * to be four plain numbers.
 */
final class HostSpelling {

    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final Pattern PLAIN = Pattern.compile("(?:" + BYTE + "\\.){3}" + BYTE);
    private static final Pattern NUMBER = Pattern.compile("\\d+|0[xX][0-9a-fA-F]*");

    private HostSpelling() {}

    static boolean isOdd(String host) {
        return endsInANumber(host) && !PLAIN.matcher(host).matches();
    }

    static boolean endsInANumber(String host) {
        String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return NUMBER.matcher(name.substring(name.lastIndexOf('.') + 1)).matches();
    }
}
