package dev.tandem.api.edge.connection;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;

/**
 * Bounds the time that a request's body may take, whoever reads it. What nobody has read is thrown away after the answer,
 * so that its sender reads the answer; if there is too much of it, or it comes too slowly, the connection is closed.
 */
final class PacedBodies extends ValveBase {

    /** Time for what is thrown away: a sincere client is about to finish, and nobody else is waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long MOST_BYTES = 16L << 20;

    private final Duration longest;

    PacedBodies(Duration longest) {
        super(true);
        this.longest = longest;
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        org.apache.coyote.Request wire = request.getCoyoteRequest();
        if (!hasBody(wire)) {
            getNext().invoke(request, response);
            return;
        }
        InputBuffer body = wire.getInputBuffer();
        PacedBody paced = new PacedBody(body, longest);
        wire.setInputBuffer(paced);
        try {
            getNext().invoke(request, response);
            // A client that waits for 100 Continue does not send the body that nobody wants.
            if (!wire.isFinished() && !wire.hasExpectation()) {
                response.finishResponse();
                throwAway(wire, body, paced.isSlow() ? Duration.ZERO : PATIENCE);
            }
        } finally {
            wire.setInputBuffer(body);
        }
    }

    private static boolean hasBody(org.apache.coyote.Request wire) {
        return wire.getContentLengthLong() > 0 || wire.getMimeHeaders().getHeader("transfer-encoding") != null;
    }

    private void throwAway(org.apache.coyote.Request wire, InputBuffer body, Duration patience) {
        long end = System.nanoTime() + patience.toNanos();
        Discarded discarded = new Discarded();
        try {
            long bytes = 0;
            int count = 0;
            while (count >= 0 && !wire.isFinished()) {
                if (bytes > MOST_BYTES || System.nanoTime() - end >= 0) {
                    wire.action(ActionCode.CLOSE_NOW, null);
                    return;
                }
                count = body.doRead(discarded);
                bytes += Math.max(0, count);
            }
        } catch (IOException gone) {
            getContainer().getLogger().debug("the client of an answered request is gone", gone);
            wire.action(ActionCode.CLOSE_NOW, gone);
        }
    }

    /** Forgets what is read into it. */
    private static final class Discarded implements ApplicationBufferHandler {

        private ByteBuffer read = EMPTY_BUFFER;

        @Override
        public void setByteBuffer(ByteBuffer buffer) {
            read = buffer;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return read;
        }

        @Override
        public void expand(int size) {
            throw new IllegalStateException("what is thrown away is never put together");
        }
    }
}
