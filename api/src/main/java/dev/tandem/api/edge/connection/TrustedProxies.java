package dev.tandem.api.edge.connection;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.catalina.Valve;
import org.apache.catalina.util.NetMask;
import org.apache.catalina.valves.RemoteIpValve;

/** The proxies whose {@code X-Forwarded-For} is believed. Without any, a request comes from whoever is connected. */
final class TrustedProxies {

    private final List<String> networks;

    /**
     * @param setting networks (10.0.0.0/8) and addresses, with commas between; empty: no proxy is trusted
     * @throws IllegalStateException if one of them is neither
     */
    TrustedProxies(String setting) {
        networks = Arrays.stream(setting.split(",", -1))
                .map(String::strip)
                .filter(network -> !network.isEmpty())
                .map(TrustedProxies::network)
                .toList();
    }

    private static String network(String text) {
        boolean isAddress = text.indexOf('/') < 0;
        String network = isAddress ? text + (text.indexOf(':') < 0 ? "/32" : "/128") : text;
        try {
            return new NetMask(network).toString();
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalStateException(
                    "TANDEM_TRUSTED_PROXIES has \"" + text
                            + "\", which is no network such as 10.0.0.0/8 and no address. Give the addresses of the proxies"
                            + " in front of the API, with commas between.",
                    unreadable);
        }
    }

    boolean isEmpty() {
        return networks.isEmpty();
    }

    /** Gives requests the address before the last trusted proxy, as {@code X-Forwarded-For} has it. */
    Valve valve() {
        RemoteIpValve valve = new RemoteIpValve();
        valve.setInternalProxies(networks.stream().collect(Collectors.joining(",")));
        return valve;
    }
}
