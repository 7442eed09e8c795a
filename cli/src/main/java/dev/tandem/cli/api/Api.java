package dev.tandem.cli.api;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Asks Tandem's API. A request that is lost, or that is to come later, is sent again for some seconds: reads as they are,
 * and posts with one {@code Idempotency-Key}, so that they are carried out once. Changes under {@code If-Match} are sent
 * once.
 */
public final class Api implements AutoCloseable {

    private static final int TRIES = 5;
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final long LONGEST_PAUSE_MS = 10_000;
    private static final long LOOK_MS = 500;

    private static final JsonMapper JSON = JsonMapper.shared();

    private final URI url;
    private final String key;
    private final long pauseMs;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    /** @param url such as {@code https://tandem.example.com} */
    public Api(URI url, String key) {
        this(url, key, 250);
    }

    /** @param pauseMs before a request is sent again for the first time; then twice as long each time */
    Api(URI url, String key, long pauseMs) {
        this.url = url;
        this.key = key;
        this.pauseMs = pauseMs;
    }

    public Answer get(String path) throws InterruptedException {
        return send(request(path).GET(), true);
    }

    public Answer post(String path, JsonNode body) throws InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofString(body.toString())),
                true);
    }

    /**
     * Starts what takes long, and returns at once.
     *
     * @return an answer whose {@code Location} shows how far it is
     */
    public Answer start(String path, JsonNode body) throws InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("Prefer", "respond-async")
                        .header("Idempotency-Key", UUID.randomUUID().toString())
                        .POST(BodyPublishers.ofString(body.toString())),
                true);
    }

    /**
     * Publishes a draft, or changes something else in one step.
     *
     * @param etag what the change was made from
     */
    public Answer postIfMatch(String path, String etag, JsonNode body) throws InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("If-Match", etag)
                        .POST(BodyPublishers.ofString(body.toString())),
                false);
    }

    /** @param etag what the change was made from */
    public Answer patch(String path, String etag, JsonNode body) throws InterruptedException {
        return send(
                request(path)
                        .header("Content-Type", "application/json")
                        .header("If-Match", etag)
                        .method("PATCH", BodyPublishers.ofString(body.toString())),
                false);
    }

    /**
     * Waits until what was started is over, and asks for it twice a second.
     *
     * @param location shows how far it is
     * @param running is given each state in which it still runs
     * @return the state in which it is over
     */
    public JsonNode whenOver(String location, JsonNode started, Consumer<JsonNode> running)
            throws InterruptedException {
        JsonNode now = started;
        while (now.path("status").asString().equals("running")) {
            running.accept(now);
            TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            now = get(location).fine();
        }
        return now;
    }

    /** Returns the items of all pages of a list. */
    public List<JsonNode> all(String path) throws InterruptedException {
        List<JsonNode> items = new ArrayList<>();
        String more = "";
        do {
            JsonNode page = get(path + (path.contains("?") ? "&" : "?") + "limit=200" + more)
                    .fine();
            page.path("items").forEach(items::add);
            String cursor = page.path("next_cursor").asString("");
            more = cursor.isEmpty() ? "" : "&cursor=" + cursor;
        } while (!more.isEmpty());
        return items;
    }

    /** Returns the address of a resource, for people. */
    public String address(String path) {
        return url.resolve(path).toString();
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url.resolve(path))
                .timeout(ANSWER)
                .header("Accept", "application/json, application/problem+json")
                .header("Authorization", "Bearer " + key);
    }

    private Answer send(HttpRequest.Builder builder, boolean again) throws InterruptedException {
        HttpRequest request = builder.build();
        long pause = pauseMs;
        for (int n = 1; ; n++) {
            IOException lost = null;
            Answer answer = null;
            try {
                answer = answer(http.send(request, BodyHandlers.ofString()));
            } catch (IOException fault) {
                lost = fault;
            }
            boolean isLast = !again || n == TRIES;
            if (answer != null && (isLast || !isForLater(answer))) {
                return answer;
            }
            if (isLast) {
                throw Failure.unreachable("The API at " + url + " does not answer (" + said(lost)
                        + "). Look at --url or TANDEM_URL, and whether it is up.");
            }
            TimeUnit.MILLISECONDS.sleep(Math.min(LONGEST_PAUSE_MS, answer == null ? pause : pause(answer, pause)));
            pause *= 2;
        }
    }

    private static String said(@Nullable IOException lost) {
        if (lost == null) {
            return "unknown";
        }
        String message = lost.getMessage();
        return lost.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    private static boolean isForLater(Answer answer) {
        return answer.status() == 429 || answer.status() == 502 || answer.status() == 503 || answer.status() == 504;
    }

    private static long pause(Answer answer, long otherwise) {
        return answer.header("Retry-After")
                .filter(after -> after.matches("\\d{1,4}"))
                .map(after -> Long.parseLong(after) * 1_000)
                .orElse(otherwise);
    }

    private Answer answer(HttpResponse<String> response) {
        String body = response.body();
        try {
            return new Answer(
                    response.statusCode(),
                    response.headers(),
                    body.isBlank() ? JsonNodeFactory.instance.objectNode() : JSON.readTree(body));
        } catch (JacksonException unreadable) {
            if (response.statusCode() >= 500) {
                // A proxy's page.
                return new Answer(response.statusCode(), response.headers(), JsonNodeFactory.instance.objectNode());
            }
            throw Failure.unreachable("What answers at " + url + " is not Tandem's API. Look at --url or TANDEM_URL.");
        }
    }
}
