package dev.tandem.stack.server;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The addresses on which a process listens (TCP) or receives (UDP), as the kernel lists them in /proc. */
final class Listening {
    private static final String TCP_LISTEN = "0A";
    private static final String UDP_UNCONNECTED = "07";

    private Listening() {}

    static List<InetAddress> addressesOf(long pid) throws IOException {
        Set<String> sockets = socketsOf(pid);
        List<InetAddress> addresses = new ArrayList<>();
        for (String table : List.of("tcp", "tcp6", "udp", "udp6")) {
            String state = table.startsWith("tcp") ? TCP_LISTEN : UDP_UNCONNECTED;
            for (String row : Files.readAllLines(Path.of("/proc/net", table))) {
                String[] columns = row.strip().split("\\s+", -1);
                if (columns[3].equals(state) && sockets.contains(columns[9])) {
                    addresses.add(address(columns[1]));
                }
            }
        }
        return addresses;
    }

    private static Set<String> socketsOf(long pid) throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return descriptors
                    .map(Listening::target)
                    .filter(target -> target.startsWith("socket:["))
                    .map(target -> target.substring("socket:[".length(), target.length() - 1))
                    .collect(Collectors.toSet());
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    // Hexadecimal address and port; the address in 32-bit words of the machine's byte order.
    private static InetAddress address(String column) throws IOException {
        byte[] words = HexFormat.of().parseHex(column.substring(0, column.indexOf(':')));
        ByteBuffer address = ByteBuffer.allocate(words.length).order(ByteOrder.nativeOrder());
        ByteBuffer source = ByteBuffer.wrap(words);
        while (source.hasRemaining()) {
            address.putInt(source.getInt());
        }
        return InetAddress.getByAddress(address.array());
    }
}
