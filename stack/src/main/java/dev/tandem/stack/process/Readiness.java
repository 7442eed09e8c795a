package dev.tandem.stack.process;

import dev.tandem.stack.StackException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** Waits until a child is ready to serve, or says why it will not be. */
public final class Readiness {
    private static final Duration PAUSE = Duration.ofMillis(25);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();

    private Readiness() {}

    /**
     * Returns as soon as {@code ready} holds.
     *
     * @throws StackException when the child ends first, or is not ready within {@code limit}; the child is dead then
     */
    public static void await(ChildProcess child, Duration limit, BooleanSupplier ready) {
        long deadline = System.nanoTime() + limit.toNanos();
        CompletableFuture<Integer> exit = child.exit();
        while (!ready.getAsBoolean()) {
            if (exitedDuring(PAUSE, exit)) {
                throw new StackException(child.obituary());
            }
            if (System.nanoTime() > deadline) {
                child.kill();
                throw new StackException("%s did not come up within %d s. %s"
                        .formatted(
                                child.program().name(),
                                limit.toSeconds(),
                                LogTail.of(child.program().log())));
            }
        }
    }

    /** Whether a GET of {@code uri} is answered with 200 and a body that fits. */
    public static boolean answers(URI uri, Predicate<String> body) {
        HttpRequest request =
                HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(2)).build();
        try {
            HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 && body.test(response.body());
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while a server came up.", e);
        }
    }

    private static boolean exitedDuring(Duration pause, CompletableFuture<Integer> exit) {
        try {
            exit.get(pause.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException stillRunning) {
            return false;
        } catch (ExecutionException e) {
            throw new StackException("A server's end cannot be observed.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackException("Interrupted while a server came up.", e);
        }
    }
}
