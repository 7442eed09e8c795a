package dev.tandem.workers.tool.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that sends exactly the bytes that a test wants, or closes the connection instead. */
final class RawServer implements AutoCloseable {

    /** Answers a request; {@link #CLOSE}: the connection is closed without a word. */
    interface Script {
        byte[] answer(Received request) throws IOException;
    }

    /**
     * A request as it came.
     *
     * @param connection 0 is the first
     */
    record Received(int connection, String head, String body) {

        String line() {
            return head.lines().findFirst().orElse("");
        }

        /** Returns a header's value; empty: it was not sent. */
        String header(String name) {
            return head.lines()
                    .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst()
                    .orElse("");
        }
    }

    static final byte[] CLOSE = new byte[0];

    final List<Received> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final ServerSocket listener;
    private final Script script;

    RawServer(Script script) throws IOException {
        this.script = script;
        this.listener = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        Thread.startVirtualThread(this::serve);
    }

    /** Answers everything with this. */
    static RawServer always(byte[] answer) throws IOException {
        return new RawServer(_ -> answer);
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    static byte[] answer(String statusAndHeaders, byte[] body) {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        answer.writeBytes(("HTTP/1.1 " + statusAndHeaders.replace("\n", "\r\n") + "\r\nContent-Length: " + body.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1));
        answer.writeBytes(body);
        return answer.toByteArray();
    }

    static byte[] answer(String statusAndHeaders, String body) {
        return answer(statusAndHeaders, body.getBytes(StandardCharsets.UTF_8));
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                Socket caller = listener.accept();
                int number = connections.getAndIncrement();
                Thread.startVirtualThread(() -> converse(caller, number));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void converse(Socket caller, int number) {
        try (caller) {
            while (true) {
                String head = head(caller.getInputStream());
                if (head.isEmpty()) {
                    return;
                }
                String length = new Received(number, head, "").header("Content-Length");
                byte[] body = caller.getInputStream().readNBytes(length.isEmpty() ? 0 : Integer.parseInt(length));
                Received request = new Received(number, head, new String(body, StandardCharsets.UTF_8));
                received.add(request);
                byte[] answer = script.answer(request);
                if (answer.length == 0) {
                    return;
                }
                caller.getOutputStream().write(answer);
            }
        } catch (IOException gone) {
            received.add(new Received(number, "broken", String.valueOf(gone.getMessage())));
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }
}
