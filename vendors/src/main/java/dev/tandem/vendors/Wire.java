package dev.tandem.vendors;

import java.io.IOException;
import java.time.Duration;
import okio.ByteString;

/**
 * Where the parts of an answer go. A part that a fault concerns is held back, replaced or never sent; whoever sends
 * them does not notice. Thread-safe.
 */
public abstract sealed class Wire permits BodyWire, SocketWire {

    private static final Duration FOR_EVER = Duration.ofDays(1);

    private final Exchange exchange;
    private final Fault fault;
    private int sent;

    Wire(Exchange exchange, Fault fault) {
        this.exchange = exchange;
        this.fault = fault;
    }

    /** Returns the exchange that this is the answer of. */
    public Exchange exchange() {
        return exchange;
    }

    /**
     * Sends one part of the answer: an event of a stream as it stands on the wire, or a message of a WebSocket.
     *
     * @throws IOException if the client has gone, or a fault has ended the exchange; then stop
     */
    public void send(String part) throws IOException {
        send(ByteString.encodeUtf8(part), true);
    }

    /**
     * Sends one part in bytes.
     *
     * @throws IOException if the client has gone, or a fault has ended the exchange; then stop
     */
    public void send(ByteString part) throws IOException {
        send(part, false);
    }

    /**
     * Waits, as a server does that needs its time.
     *
     * @throws IOException if the client goes meanwhile
     */
    public void pause(Duration time) throws IOException {
        if (awaitGone(time)) {
            throw abandoned();
        }
    }

    /** Closes a WebSocket, or ends the body. */
    public abstract void close(int code, String reason) throws IOException;

    private synchronized void send(ByteString part, boolean text) throws IOException {
        switch (fault) {
            case Fault.SlowDrip(Duration each) -> pause(each);
            case Fault.Hang(int after)
            when after == sent -> {
                awaitGone(FOR_EVER);
                throw abandoned();
            }
            case Fault.Reset(int after)
            when after == sent -> {
                exchange.over(Exchange.End.FAULT);
                reset();
                throw new IOException("the connection was reset, as told");
            }
            case Fault.CutShort(int after)
            when after == sent -> {
                exchange.over(Exchange.End.FAULT);
                close(1_000, "");
                throw new CutShortException();
            }
            case Fault.CloseCode(int after, int code, String reason)
            when after == sent -> {
                exchange.over(Exchange.End.FAULT);
                close(code, reason);
                throw new CutShortException();
            }
            case Fault.Malformed(int after, String instead)
            when after == sent -> {
                pass(ByteString.encodeUtf8(instead), true);
                return;
            }
            case Fault.BrokenFrame(int after)
            when after == sent -> {
                breakFrame();
                return;
            }
            case Fault.Malformed _,
                    Fault.BrokenFrame _,
                    Fault.Hang _,
                    Fault.Reset _,
                    Fault.CutShort _,
                    Fault.CloseCode _,
                    Fault.Status _,
                    Fault.NoAnswer _,
                    Fault.Late _,
                    Fault.None _ -> {}
        }
        pass(part, text);
    }

    private void pass(ByteString part, boolean text) throws IOException {
        try {
            write(part, text);
        } catch (IOException gone) {
            exchange.over(Exchange.End.ABANDONED);
            throw gone;
        }
        sent++;
    }

    private IOException abandoned() {
        exchange.over(Exchange.End.ABANDONED);
        return new IOException("the client has gone");
    }

    /** Waits for the client to go, no longer than the limit; returns whether it has. */
    abstract boolean awaitGone(Duration limit) throws IOException;

    abstract void write(ByteString part, boolean text) throws IOException;

    abstract void reset() throws IOException;

    abstract void breakFrame() throws IOException;

    /** The fault has ended the answer in a proper way. */
    static final class CutShortException extends IOException {
        private static final long serialVersionUID = 1;
    }
}
