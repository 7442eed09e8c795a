package dev.tandem.stack.run;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.tandem.stack.PrivateFile;
import dev.tandem.stack.StackException;
import dev.tandem.stack.server.Database;
import dev.tandem.stack.server.LiveKitCredentials;
import dev.tandem.stack.server.TemporalServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/**
 * The content of {@code .tandem/run.json} while a stack is up. Scripts and other clients join the stack with it. It has
 * the stack's secrets, so only its owner can read it.
 */
public record RunFile(
        Api api,
        Console console,
        Temporal temporal,
        @JsonProperty("livekit") LiveKit liveKit,
        DatabaseAccess database,
        Processes processes,
        List<PublishedWorkflow> workflows) {
    private static final JsonMapper JSON = new JsonMapper();

    /** @param key opens the API: {@code Authorization: Bearer <key>} */
    public record Api(String url, String key) {}

    public record Console(String url) {}

    /** @param address host:port of gRPC */
    public record Temporal(String address, String namespace, String ui) {}

    public record LiveKit(
            String url,
            @JsonProperty("api_key") String apiKey,
            @JsonProperty("api_secret") String apiSecret) {}

    /**
     * @param url for JDBC
     * @param user a role that sees the rows of all organizations
     */
    public record DatabaseAccess(String url, String user, String password) {}

    /** Process ids. */
    public record Processes(
            long api,
            List<Long> workers,
            long temporal,
            @JsonProperty("livekit") long liveKit) {}

    static RunFile of(LocalStack stack, long api, List<PublishedWorkflow> workflows) {
        Database database = stack.database();
        LiveKitCredentials credentials = stack.liveKit().credentials();
        TemporalServer temporal = stack.temporal();
        return new RunFile(
                new Api(stack.api().toString(), stack.apiKey()),
                new Console(stack.api().resolve("/").toString()),
                new Temporal(
                        temporal.target(), temporal.namespace(), temporal.ui().toString()),
                new LiveKit(stack.liveKit().url().toString(), credentials.apiKey(), credentials.apiSecret()),
                new DatabaseAccess(database.url(), database.user(), database.password()),
                new Processes(
                        api,
                        stack.workers().stream().map(StackWorker::pid).toList(),
                        temporal.pid(),
                        stack.liveKit().pid()),
                workflows);
    }

    void write(Path file) {
        PrivateFile.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(this));
    }

    static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new StackException("%s cannot be removed: %s".formatted(file, e.getMessage()), e);
        }
    }
}
