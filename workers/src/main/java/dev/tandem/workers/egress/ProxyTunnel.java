package dev.tandem.workers.egress;

import java.io.IOException;
import java.io.InputStream;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Has an HTTP proxy connect a socket to a checked address (CONNECT, RFC 9110 9.3.6). */
final class ProxyTunnel {

    private static final int USUAL_PORT = 3128;
    private static final int LONGEST_ANSWER = 8_192;

    private ProxyTunnel() {}

    static InetSocketAddress address(URI proxy) {
        return new InetSocketAddress(proxy.getHost(), proxy.getPort() < 0 ? USUAL_PORT : proxy.getPort());
    }

    static void open(Socket socket, URI proxy, InetSocketAddress to, int timeout) throws IOException {
        String address = to.getAddress().getHostAddress();
        String target = (to.getAddress() instanceof Inet6Address ? "[" + address + "]" : address) + ":" + to.getPort();
        String user = proxy.getUserInfo();
        String authorization = user == null
                ? ""
                : "Proxy-Authorization: Basic "
                        + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)) + "\r\n";
        int before = socket.getSoTimeout();
        socket.setSoTimeout(timeout);
        socket.getOutputStream()
                .write(("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n" + authorization + "\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
        String answer = head(socket.getInputStream());
        if (!answer.matches("(?s)HTTP/1\\.[01] 2\\d\\d[ \r].*")) {
            throw new IOException(
                    "the proxy does not connect: " + answer.lines().findFirst().orElse("no answer"));
        }
        socket.setSoTimeout(before);
    }

    /** Reads a head byte by byte: what follows it belongs to the target. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int next = in.read();
            if (next < 0 || head.length() > LONGEST_ANSWER) {
                throw new IOException("the proxy's answer is not HTTP");
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
