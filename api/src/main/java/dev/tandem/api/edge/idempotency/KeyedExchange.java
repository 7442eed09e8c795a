package dev.tandem.api.edge.idempotency;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import org.jspecify.annotations.Nullable;

/** Makes a request's body readable twice: once to compare it with an earlier request, and once for its controller. */
final class KeyedExchange extends HttpServletRequestWrapper {

    private final int most;
    private @Nullable InputStream whole;

    /** @param most number of bytes that are compared; a longer body is refused when it is read */
    KeyedExchange(HttpServletRequest request, int most) {
        super(request);
        this.most = most;
    }

    /** Reads the body, which nobody may have done before. */
    byte[] body() throws IOException {
        InputStream rest = super.getInputStream();
        byte[] beginning = rest.readNBytes(most);
        whole = new SequenceInputStream(new ByteArrayInputStream(beginning), rest);
        return beginning;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return whole == null ? super.getInputStream() : new Body(whole);
    }

    private static final class Body extends ServletInputStream {

        private final InputStream whole;
        private boolean finished;

        Body(InputStream whole) {
            this.whole = whole;
        }

        @Override
        public int read() throws IOException {
            int next = whole.read();
            finished = next == -1;
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = whole.read(buffer, offset, length);
            finished = count == -1;
            return count;
        }

        @Override
        public boolean isFinished() {
            return finished;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new IllegalStateException("bodies are read by whoever needs them, on its own thread");
        }
    }
}
