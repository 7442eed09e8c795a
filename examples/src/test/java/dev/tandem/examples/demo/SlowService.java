package dev.tandem.examples.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A customer's backend that never finishes its answer, and notices when nobody waits for it any more. */
final class SlowService implements AutoCloseable {

    private static final int PATIENCE_S = 30;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch abandoned = new CountDownLatch(1);
    private final HttpServer server;

    SlowService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Waits for a request. */
    boolean isAsked() throws InterruptedException {
        return asked.await(PATIENCE_S, TimeUnit.SECONDS);
    }

    /** Waits until the request is cancelled. */
    boolean isAbandoned() throws InterruptedException {
        return abandoned.await(PATIENCE_S, TimeUnit.SECONDS);
    }

    private void answer(HttpExchange exchange) throws IOException {
        asked.countDown();
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        try {
            while (true) {
                body.write(' ');
                body.flush();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        } catch (IOException gone) {
            abandoned.countDown();
            throw gone;
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
