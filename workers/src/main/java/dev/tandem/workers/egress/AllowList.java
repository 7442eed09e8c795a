package dev.tandem.workers.egress;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an installation allows beside public addresses: {@code TANDEM_EGRESS_ALLOW}. */
record AllowList(List<Entry> entries) {

    /** A port that stands for all. */
    private static final int ANY = 0;

    /** A host, an address in brackets, or a range, and a port. */
    private static final Pattern ENTRY = Pattern.compile(
            "(?:\\[([0-9a-fA-F:.]+)]|([^\\s/\\[\\]]+/\\d{1,3})|([^\\s/\\[\\]:]+)|([0-9a-fA-F:.]*::?[0-9a-fA-F:.]*))"
                    + "(?::(\\d{1,5}))?");

    /** One entry of the list. */
    sealed interface Entry {

        /** A name, whatever it resolves to. */
        record Host(String name, int port) implements Entry {}

        record Range(Network network, int port) implements Entry {}
    }

    AllowList {
        entries = List.copyOf(entries);
    }

    /**
     * Reads a list with commas: {@code shop.internal:8080}, {@code shop.internal}, {@code 10.1.0.0/16},
     * {@code 10.1.0.0/16:8080}, {@code [::1]:8080}.
     *
     * @throws IllegalArgumentException names the entry that cannot be read
     */
    static AllowList parse(String list) {
        return new AllowList(Arrays.stream(list.split(",", -1))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(AllowList::entry)
                .toList());
    }

    private static Entry entry(String text) {
        Matcher entry = ENTRY.matcher(text);
        try {
            if (entry.matches()) {
                int port = entry.group(5) == null ? ANY : port(entry.group(5));
                String host = entry.group(3);
                if (host != null && !HostSpelling.endsInANumber(host)) {
                    return new Entry.Host(host.toLowerCase(Locale.ROOT), port);
                }
                String range = Stream.of(1, 2, 3, 4)
                        .map(entry::group)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("");
                return new Entry.Range(Network.parse(range), port);
            }
        } catch (IllegalArgumentException faulty) {
            throw refused(text, faulty);
        }
        throw refused(text, null);
    }

    private static int port(String text) {
        int port = Integer.parseInt(text);
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("a port is 1 to 65535");
        }
        return port;
    }

    private static IllegalArgumentException refused(String entry, @Nullable Throwable cause) {
        return new IllegalArgumentException(
                "TANDEM_EGRESS_ALLOW: \"" + entry
                        + "\" is neither host, host:port, a range such as 10.1.0.0/16, nor range:port",
                cause);
    }

    boolean allows(String host, InetAddress address, int port) {
        return entries.stream().anyMatch(entry -> switch (entry) {
            case Entry.Host(String name, int own) -> (own == ANY || own == port) && name.equalsIgnoreCase(host);
            case Entry.Range(Network network, int own) -> (own == ANY || own == port) && network.contains(address);
        });
    }

    /** Returns whether some port of the address is allowed. */
    boolean mayAllow(String host, InetAddress address) {
        return entries.stream().anyMatch(entry -> switch (entry) {
            case Entry.Host(String name, int _) -> name.equalsIgnoreCase(host);
            case Entry.Range(Network network, int _) -> network.contains(address);
        });
    }
}
