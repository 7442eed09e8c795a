package dev.tandem.api.call;

import dev.tandem.api.access.Access;
import dev.tandem.api.event.CallEventNotifier;
import dev.tandem.api.event.EventFilter;
import dev.tandem.api.event.EventView;
import dev.tandem.api.http.problem.ApiProblem;
import dev.tandem.api.stream.OpenStream;
import dev.tandem.api.stream.OpenStreams;
import dev.tandem.workflows.event.RecordedEvent;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends a call's events as Server-Sent Events (https://html.spec.whatwg.org/multipage/server-sent-events.html): first
 * those that are recorded already, then new ones until the call has ended. A stream holds its request's virtual thread
 * and one page of events. A client that reads nothing for as long as the server's connection-timeout is cut off. A stream
 * ends when its key is revoked, or its key or token is over.
 */
@Component
class EventStreams {

    private static final Logger log = LoggerFactory.getLogger(EventStreams.class);

    private static final int PAGE = 200;

    /**
     * Interval of heartbeats. Proxies cut connections that are silent for longer, and only a write shows that a client
     * is gone.
     */
    private static final Duration HEARTBEAT = Duration.ofSeconds(10);

    /** Interval at which a stream looks whether its client may still read it. */
    private static final Duration LOOK = Duration.ofSeconds(1);

    /** Interval at which a stream looks for events when nobody tells it about them. */
    private static final Duration UNTOLD = Duration.ofSeconds(2);

    /** Longest time of a stream. After it the client comes back and shows its key again. */
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

    private final Calls calls;
    private final CallEventNotifier bell;
    private final OpenStreams open;
    private final JsonMapper mapper;
    private final Semaphore places;

    /** @param most number of streams that this process serves at once */
    EventStreams(
            Calls calls,
            CallEventNotifier bell,
            OpenStreams open,
            JsonMapper mapper,
            MeterRegistry meters,
            @Value("${tandem.event-streams}") int most) {
        this.calls = calls;
        this.bell = bell;
        this.open = open;
        this.mapper = mapper;
        this.places = new Semaphore(most);
        Gauge.builder("tandem.event.streams", places, free -> most - free.availablePermits())
                .description("event streams that are open")
                .register(meters);
    }

    /** Says which events of which call a stream sends, and to whom. */
    record Wish(Access access, UUID call, EventFilter filter) {}

    /**
     * Sends events until the call has ended, the client is gone, or the process stops. If the call has ended and there
     * is nothing more to send, the answer is 204, which tells a browser not to come back.
     *
     * @param after number of the last event that the client has
     * @throws ApiProblem 404, 429 if the organization has as many streams as it may have, 503 if the process serves as
     *     many as it may
     */
    void serve(Wish wish, int after, HttpServletResponse response) throws IOException {
        Calls.Slice first = slice(wish, after).orElseThrow(() -> ApiProblem.notFound("call", wish.call()));
        if (first.ended() && first.events().isEmpty()) {
            response.setStatus(HttpStatus.NO_CONTENT.value());
            return;
        }
        if (!places.tryAcquire()) {
            throw ApiProblem.later(
                    HttpStatus.SERVICE_UNAVAILABLE,
                    "too-many-streams",
                    "This process serves as many event streams as it may. Try again.",
                    RETRY_AFTER);
        }
        try (OpenStream stream = open.open(wish.access())) {
            serve(wish, after, stream, response);
        } finally {
            places.release();
        }
    }

    private void serve(Wish wish, int after, OpenStream stream, HttpServletResponse response) throws IOException {
        try {
            send(wish, after, stream, response);
        } catch (DataAccessException | TransactionException e) {
            // The stream ends. The client comes back with the last event that it has, and gets the error then.
            log.warn("a stream of the call {} ends: the database fails", wish.call(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(Wish wish, int after, OpenStream stream, HttpServletResponse response)
            throws IOException, InterruptedException {
        response.setContentType("text/event-stream;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        try (CallEventNotifier.Waiting rings = bell.waitFor(wish.call())) {
            ServletOutputStream out = response.getOutputStream();
            long end = System.nanoTime() + LONGEST.toNanos();
            int last = after;
            write(out, "retry: 2000\n\n");
            while (bell.isRunning() && stream.mayGoOn() && System.nanoTime() < end) {
                Optional<Calls.Slice> slice = slice(wish, last);
                if (slice.isEmpty()) {
                    return;
                }
                for (RecordedEvent event : slice.get().events()) {
                    out.write(message(event).getBytes(StandardCharsets.UTF_8));
                    last = event.sequence();
                }
                out.flush();
                boolean caughtUp = !slice.get().part().more();
                if (caughtUp && slice.get().ended()) {
                    return;
                }
                if (caughtUp && !isRung(rings, stream)) {
                    write(out, ":\n\n");
                }
            }
        } catch (IOException gone) {
            log.debug("the client of a stream of the call {} is gone", wish.call(), gone);
        }
    }

    /** Waits for the next event until a heartbeat is due, or until the client may read no more. */
    private boolean isRung(CallEventNotifier.Waiting rings, OpenStream stream) throws InterruptedException {
        Duration longest = bell.hears() ? HEARTBEAT : UNTOLD;
        long end = System.nanoTime() + longest.toNanos();
        boolean rung = false;
        while (!rung && stream.mayGoOn() && bell.isRunning() && System.nanoTime() < end) {
            rung = rings.await(LOOK);
        }
        return rung;
    }

    private Optional<Calls.Slice> slice(Wish wish, int after) {
        return calls.slice(wish.access().organization(), wish.call(), wish.filter(), after, PAGE);
    }

    private String message(RecordedEvent event) {
        return "id: " + event.sequence() + "\nevent: " + event.type() + "\ndata: "
                + mapper.writeValueAsString(EventView.of(event)) + "\n\n";
    }

    private static void write(ServletOutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
