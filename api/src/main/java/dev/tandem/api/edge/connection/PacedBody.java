package dev.tandem.api.edge.connection;

import dev.tandem.api.http.problem.ApiProblem;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.coyote.InputBuffer;
import org.apache.tomcat.util.net.ApplicationBufferHandler;
import org.springframework.http.HttpStatus;

/** Reads a request's body for as long as a body may take, and no longer. */
final class PacedBody implements InputBuffer {

    private final InputBuffer body;
    private final Duration longest;
    private long begunNanos;
    private boolean begun;
    private boolean slow;

    /** @param longest from the first read to the last one; a single read ends by the server's connection-timeout */
    PacedBody(InputBuffer body, Duration longest) {
        this.body = body;
        this.longest = longest;
    }

    /** @throws ApiProblem 408 if the body takes too long */
    @Override
    public int doRead(ApplicationBufferHandler handler) throws IOException {
        if (!begun) {
            begun = true;
            begunNanos = System.nanoTime();
        }
        int count;
        try {
            count = body.doRead(handler);
        } catch (SocketTimeoutException nothing) {
            throw slow();
        }
        if (count >= 0 && System.nanoTime() - begunNanos > longest.toNanos()) {
            throw slow();
        }
        return count;
    }

    /** Whether the body took too long. */
    boolean isSlow() {
        return slow;
    }

    @Override
    public int available() {
        return body.available();
    }

    private ApiProblem slow() {
        slow = true;
        return ApiProblem.of(
                HttpStatus.REQUEST_TIMEOUT,
                "slow-body",
                "The body came too slowly: it may take " + longest.toSeconds() + " s. Send it again.");
    }
}
