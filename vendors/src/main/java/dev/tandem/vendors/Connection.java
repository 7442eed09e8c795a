package dev.tandem.vendors;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * A connection that the server took, which notices that its client goes away while nothing is written. That works for
 * HTTP/1.1 in the clear: there the client says nothing while it waits for an answer.
 */
final class Connection extends Socket {

    /** Every wait ends this often, to see whether the server closes. */
    private static final long SLICE_MS = 50;

    private @Nullable PushbackInputStream in;

    @Override
    public synchronized InputStream getInputStream() throws IOException {
        PushbackInputStream own = in;
        if (own == null) {
            own = new PushbackInputStream(super.getInputStream(), 1);
            in = own;
        }
        return own;
    }

    /** Waits for the client to close the connection, or the server to do so; returns whether that was. */
    boolean awaitGone(Duration limit) throws IOException {
        long end = System.nanoTime() + limit.toNanos();
        PushbackInputStream own = (PushbackInputStream) getInputStream();
        while (!isClosed()) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return false;
            }
            if (isGone(own, (int) Math.min(left, SLICE_MS))) {
                return true;
            }
        }
        return true;
    }

    private boolean isGone(PushbackInputStream own, int limitMs) throws IOException {
        int before = getSoTimeout();
        try {
            setSoTimeout(limitMs);
            int next = own.read();
            if (next < 0) {
                return true;
            }
            own.unread(next);
            Thread.sleep(limitMs);
            return false;
        } catch (SocketTimeoutException quiet) {
            return false;
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return true;
        } catch (IOException reset) {
            return true;
        } finally {
            if (!isClosed()) {
                setSoTimeout(before);
            }
        }
    }

    /** Resets the connection: whoever reads from it gets an error, not an end. */
    void reset() throws IOException {
        setSoLinger(true, 0);
        close();
    }

    void raw(byte... bytes) throws IOException {
        getOutputStream().write(bytes);
        getOutputStream().flush();
    }

    /** The connections that a server took, by their number. */
    static final class Taken extends ServerSocketFactory {

        private final List<Connection> all = new CopyOnWriteArrayList<>();

        Connection number(int index) {
            return all.get(index);
        }

        int count() {
            return all.size();
        }

        void resetAll() throws IOException {
            for (Connection one : all) {
                if (!one.isClosed()) {
                    one.reset();
                }
            }
        }

        @Override
        public ServerSocket createServerSocket() throws IOException {
            return new ServerSocket() {
                @Override
                public Socket accept() throws IOException {
                    Connection taken = new Connection();
                    implAccept(taken);
                    taken.setTcpNoDelay(true);
                    all.add(taken);
                    return taken;
                }
            };
        }

        @Override
        public ServerSocket createServerSocket(int port) {
            throw unbound();
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) {
            throw unbound();
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, @Nullable InetAddress address) {
            throw unbound();
        }

        private static UnsupportedOperationException unbound() {
            return new UnsupportedOperationException("a server socket is made first, and then bound");
        }
    }
}
