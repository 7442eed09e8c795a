package dev.tandem.workers.room.livekit.ffi;

import dev.tandem.livekit.proto.FfiEvent;
import dev.tandem.livekit.proto.FfiRequest;
import dev.tandem.livekit.proto.FfiResponse;
import dev.tandem.workers.room.RoomException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Shares LiveKit's native client. A process has one, for all its rooms and users. */
public final class FfiClient {

    /**
     * The first of the ids by which answers are told apart. The ids are ours, because an answer can come before the
     * request returns. The client counts its own ids from 1, and never gets up to these.
     */
    private static final long FIRST_ID = 1L << 40;

    private static int users;
    private static @Nullable FfiClient shared;

    private final FfiLibrary library;
    private final FfiEvents events;
    private final AtomicLong ids = new AtomicLong(FIRST_ID);

    private FfiClient(FfiLibrary library) {
        this.library = library;
        this.events = new FfiEvents(library);
    }

    /** Starts the client for its first user; each user must {@link #release} it. */
    public static synchronized FfiClient acquire(Path nativeLibrary) {
        var client = shared;
        if (client == null) {
            client = new FfiClient(FfiLibrary.load(nativeLibrary));
            client.library.initialize(client.events);
            shared = client;
        }
        users++;
        return client;
    }

    /** Stops the client with its last user, so that no event comes into a process that ends. */
    public void release() {
        synchronized (FfiClient.class) {
            users--;
            if (users == 0) {
                shared = null;
                library.dispose();
            }
        }
    }

    public FfiLibrary library() {
        return library;
    }

    public FfiEvents events() {
        return events;
    }

    public FfiResponse request(FfiRequest request) {
        return library.request(request);
    }

    /**
     * Sends a request that is answered by an event with the given id, and waits for that event.
     *
     * @throws UnansweredException if no answer comes in time; one that comes later is given back unread
     */
    public FfiEvent ask(Duration time, LongFunction<FfiRequest> request) {
        var id = ids.incrementAndGet();
        var answer = events.expectAnswer(id);
        try {
            library.request(request.apply(id));
            return answer.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new UnansweredException(time, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RoomException("interrupted while waiting for LiveKit", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("an answer is never completed with an error", e);
        } finally {
            events.forgetAnswer(id);
        }
    }
}
