package dev.tandem.workers.egress;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A real server that counts who connects to it, and answers 200 to each request with an answer of its own. */
public final class Doorbell implements AutoCloseable {

    public final AtomicInteger rings = new AtomicInteger();
    final List<String> heads = new CopyOnWriteArrayList<>();
    private final ServerSocket listener;
    private final List<String> answers = new ArrayList<>();

    /** Listens on this address. */
    public Doorbell(InetAddress address, int port, String... answers) throws IOException {
        listener = new ServerSocket(port, 50, address);
        this.answers.addAll(List.of(answers));
        Thread.startVirtualThread(this::serve);
    }

    public int port() {
        return listener.getLocalPort();
    }

    private void serve() {
        while (!listener.isClosed()) {
            try {
                Socket caller = listener.accept();
                rings.incrementAndGet();
                Thread.startVirtualThread(() -> answer(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void answer(Socket caller) {
        try (caller) {
            for (String answer : answers.isEmpty() ? List.of(ok("{}")) : answers) {
                heads.add(head(caller));
                caller.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
            }
        } catch (IOException gone) {
            heads.add("broken: " + gone.getMessage());
        }
    }

    static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n"
                + body;
    }

    private static String head(Socket caller) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = caller.getInputStream().read();
            if (next < 0) {
                throw new IOException("no request after: " + head);
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
