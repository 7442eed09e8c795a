package dev.tandem.vendors;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import mockwebserver3.RecordedRequest;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A request to a vendor's server, and what became of it. Thread-safe. */
public final class Exchange {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What a client sent over a WebSocket. */
    public sealed interface Message {

        /** @param at {@link System#nanoTime} when it came */
        record Text(String text, long at) implements Message {

            public JsonNode json() {
                return JSON.readTree(text);
            }
        }

        /** @param at {@link System#nanoTime} when it came */
        record Binary(ByteString bytes, long at) implements Message {}

        /** The client closes; 1006 if the connection ended without a word. */
        record Closed(int code, String reason, long at) implements Message {}
    }

    /** How an exchange ended. */
    public enum End {
        /** The server said all that it wanted to. */
        COMPLETE,
        /** The client went away before that. */
        ABANDONED,
        /** A fault ended it. */
        FAULT
    }

    private record Ended(End how, long at) {}

    private final RecordedRequest request;
    private final long began = System.nanoTime();
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Ended> ended = new CompletableFuture<>();

    Exchange(RecordedRequest request) {
        this.request = request;
    }

    public String method() {
        return request.getMethod();
    }

    /** Returns the path with its query. */
    public String target() {
        return request.getTarget();
    }

    public String path() {
        return request.getUrl().encodedPath();
    }

    public @Nullable String query(String name) {
        return request.getUrl().queryParameter(name);
    }

    public @Nullable String header(String name) {
        return request.getHeaders().get(name);
    }

    public boolean isHttp2() {
        return request.getVersion().startsWith("HTTP/2");
    }

    public boolean isSecure() {
        return request.getHandshake() != null;
    }

    /** Returns the body as text; empty if there is none. */
    public String text() {
        return bytes().string(StandardCharsets.UTF_8);
    }

    public ByteString bytes() {
        ByteString body = request.getBody();
        return body == null ? ByteString.EMPTY : body;
    }

    /** Reads the body as JSON. */
    public JsonNode json() {
        return JSON.readTree(text());
    }

    /** Returns the number of the connection: 0 for the first that the server took. */
    public int connection() {
        return request.getConnectionIndex();
    }

    /** Returns how many requests came over the same connection before. */
    public int before() {
        return request.getExchangeIndex();
    }

    /** Returns {@link System#nanoTime} when the request had come. */
    public long began() {
        return began;
    }

    /** Returns what the client has sent over the WebSocket so far. */
    public List<Message> messages() {
        return List.copyOf(messages);
    }

    /** Returns the client's texts over the WebSocket, read as JSON. */
    public List<JsonNode> jsonMessages() {
        return messages.stream()
                .filter(Message.Text.class::isInstance)
                .map(message -> ((Message.Text) message).json())
                .toList();
    }

    /** Returns whether the exchange has ended so. */
    public boolean hasEnded(Predicate<End> how) {
        Ended end = ended.getNow(null);
        return end != null && how.test(end.how());
    }

    /**
     * Waits for the end.
     *
     * @throws AssertionError if it does not come within the limit
     */
    public End awaitEnd(Duration limit) throws InterruptedException {
        return end(limit).how();
    }

    /**
     * Waits for the end, and returns {@link System#nanoTime} of it.
     *
     * @throws AssertionError if it does not come within the limit
     */
    public long awaitEndedAt(Duration limit) throws InterruptedException {
        return end(limit).at();
    }

    private Ended end(Duration limit) throws InterruptedException {
        try {
            return ended.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException none) {
            throw new AssertionError(this + " has not ended within " + limit.toMillis() + " ms", none);
        }
    }

    void came(Message message) {
        messages.add(message);
    }

    void over(End how) {
        ended.complete(new Ended(how, System.nanoTime()));
    }

    RecordedRequest request() {
        return request;
    }

    @Override
    public String toString() {
        return request.getMethod() + " " + request.getUrl().encodedPath();
    }
}
