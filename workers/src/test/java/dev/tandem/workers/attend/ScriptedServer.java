package dev.tandem.workers.attend;

import io.temporal.client.ActivityCompletionClient;
import io.temporal.client.ActivityCompletionException;
import io.temporal.client.ActivityNotExistsException;
import io.temporal.payload.context.ActivitySerializationContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Plays a server that takes heartbeats: it knows some attempts, or none, or is away. */
final class ScriptedServer implements ActivityCompletionClient {

    final List<Object> acknowledged = new CopyOnWriteArrayList<>();
    private final Set<String> given = ConcurrentHashMap.newKeySet();
    private volatile boolean away;

    void gaveUp(String attempt) {
        given.add(attempt);
    }

    void away(boolean now) {
        away = now;
    }

    @Override
    public <V> void heartbeat(byte[] taskToken, V details) throws ActivityCompletionException {
        if (away) {
            throw new Away();
        }
        if (given.contains(new String(taskToken, StandardCharsets.UTF_8))) {
            throw new ActivityNotExistsException(new IllegalStateException("not found"));
        }
        acknowledged.add(details);
    }

    private static final class Away extends ActivityCompletionException {
        Away() {
            super(new IllegalStateException("unavailable"));
        }
    }

    @Override
    public <R> void complete(byte[] taskToken, R result) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <R> void complete(String workflowId, Optional<String> runId, String activityId, R result) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <R> void completeStandalone(String activityId, Optional<String> runId, R result) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void completeExceptionally(byte[] taskToken, Exception result) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void completeExceptionally(String workflowId, Optional<String> runId, String activityId, Exception result) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void completeExceptionallyStandalone(String activityId, Optional<String> runId, Exception result) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <V> void reportCancellation(byte[] taskToken, V details) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <V> void reportCancellation(String workflowId, Optional<String> runId, String activityId, V details) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <V> void reportCancellationStandalone(String activityId, Optional<String> runId, V details) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <V> void heartbeat(String workflowId, Optional<String> runId, String activityId, V details) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <V> void heartbeatStandalone(String activityId, Optional<String> runId, V details) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ActivityCompletionClient withContext(ActivitySerializationContext context) {
        return this;
    }
}
