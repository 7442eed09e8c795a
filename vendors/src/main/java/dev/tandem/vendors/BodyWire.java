package dev.tandem.vendors;

import java.io.IOException;
import java.time.Duration;
import okio.BufferedSink;
import okio.ByteString;

/** A body that is streamed: in chunks over HTTP/1.1, in data frames over HTTP/2. */
final class BodyWire extends Wire {

    private final BufferedSink sink;
    private final Connection connection;
    private final boolean chunked;

    BodyWire(Exchange exchange, Fault fault, BufferedSink sink, Connection connection) {
        super(exchange, fault);
        this.sink = sink;
        this.connection = connection;
        this.chunked = !exchange.isHttp2();
    }

    @Override
    void write(ByteString part, boolean text) throws IOException {
        if (chunked) {
            sink.writeHexadecimalUnsignedLong(part.size()).writeUtf8("\r\n");
        }
        sink.write(part);
        if (chunked) {
            sink.writeUtf8("\r\n");
        }
        sink.flush();
    }

    /** Writes the end of the body. What ends the trailers follows from the server. */
    void end() throws IOException {
        if (chunked) {
            sink.writeUtf8("0\r\n");
            sink.flush();
        }
    }

    @Override
    public void close(int code, String reason) throws IOException {
        end();
    }

    @Override
    boolean awaitGone(Duration limit) throws IOException {
        return connection.awaitGone(limit);
    }

    @Override
    void reset() throws IOException {
        connection.reset();
    }

    @Override
    void breakFrame() throws IOException {
        write(ByteString.of((byte) 0xF3, (byte) 0x00), false);
    }
}
